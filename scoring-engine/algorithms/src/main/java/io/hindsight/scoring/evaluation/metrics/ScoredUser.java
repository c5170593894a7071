package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.evaluation.protocol.TestSet;
import io.hindsight.scoring.linear.Noise;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import io.hindsight.scoring.rerank.Candidates;
import io.hindsight.scoring.rerank.Reranker;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One user's scores, ready to be looked up, ranked and forgotten. An item without a score stands
 * behind all that have one. For one thread at a time.
 */
final class ScoredUser {
  /** What a re-ranker chooses from, as in serving. */
  private static final int LEAST_POOL = 100;

  private static final int POOL_PER_ITEM = 5;

  /** For another item: who has nearly all of them gets fewer. */
  private static final int TRIES = 64;

  private final ItemModel model;
  private final Scores scores;
  private final float[] dense;
  private final boolean[] known;
  private final TopItems top;
  private final @Nullable Reranker reranker;
  private final int longest;
  private History history = History.EMPTY;

  /**
   * @param longest list that is asked for
   * @param reranker null for the model's own order
   */
  ScoredUser(ItemModel model, int longest, @Nullable Reranker reranker) {
    this.model = model;
    this.reranker = reranker;
    this.longest = longest;
    int items = model.items().size();
    scores = new Scores(items);
    dense = new float[items];
    Arrays.fill(dense, Float.NEGATIVE_INFINITY);
    known = new boolean[items];
    int pool = Math.max(LEAST_POOL, Math.multiplyExact(POOL_PER_ITEM, longest));
    top = new TopItems(reranker == null ? longest : pool);
  }

  /**
   * @throws IllegalStateException if a score is not finite
   */
  void score(String user, History next) {
    forget();
    history = next;
    model.score(history, scores);
    for (int item : history.items()) {
      known[item] = true;
    }
    for (int i = 0; i < scores.size(); i++) {
      int item = scores.item(i);
      float score = scores.get(item);
      if (!Float.isFinite(score)) {
        throw new IllegalStateException(
            "the model's score of item %s for user %s is %s"
                .formatted(model.items().id(item), user, score));
      }
      dense[item] = score;
    }
  }

  private void forget() {
    for (int i = 0; i < scores.size(); i++) {
      dense[scores.item(i)] = Float.NEGATIVE_INFINITY;
    }
    for (int item : history.items()) {
      known[item] = false;
    }
    scores.clear();
  }

  /** The best items that the user has not. */
  int[] list() {
    top.clear();
    for (int i = 0; i < scores.size(); i++) {
      int item = scores.item(i);
      if (!known[item]) {
        top.offer(item, dense[item]);
      }
    }
    int[] best = top.take();
    return reranker == null ? best : reranked(best, reranker);
  }

  /** Re-rankers want scores that are not negative: all are raised alike where one is. */
  private int[] reranked(int[] best, Reranker by) {
    float least = best.length == 0 ? 0 : Math.min(0, dense[best[best.length - 1]]);
    float[] raised = new float[best.length];
    for (int i = 0; i < best.length; i++) {
      raised[i] = dense[best[i]] - least;
    }
    return by.rerank(history, new Candidates(best, raised), longest).items();
  }

  private float score(int item) {
    return item == TestSet.UNSEEN ? Float.NEGATIVE_INFINITY : dense[item];
  }

  /** Their scores; 0 for those that have none. */
  float[] scores(int[] items) {
    float[] found = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      float score = score(items[i]);
      found[i] = Float.isFinite(score) ? score : 0;
    }
    return found;
  }

  /**
   * As many items as are wanted that the user has not, drawn from the catalogue.
   *
   * @param drawn the same for all models
   * @param test the user's number
   */
  int[] others(int[] wanted, Noise drawn, int test) {
    int[] others = new int[wanted.length];
    int count = 0;
    for (int i = 0; i < wanted.length; i++) {
      for (int t = 0; t < TRIES; t++) {
        long bits = drawn.bits((long) test << 32 | (long) i * TRIES + t);
        int item = (int) ((bits >>> 33) % dense.length);
        if (!known[item] && Arrays.binarySearch(wanted, item) < 0) {
          others[count++] = item;
          break;
        }
      }
    }
    return Arrays.copyOf(others, count);
  }

  /** Of an item among others, from 1; ties count against it. */
  int rank(int item, int[] others) {
    int rank = 1;
    for (int other : others) {
      rank += score(other) >= score(item) ? 1 : 0;
    }
    return rank;
  }

  /**
   * The area under the curve: wanted items against all others that the user has not.
   *
   * @param wanted of the training part or unseen, rising
   * @return NaN where there are no others
   */
  double areaUnderCurve(int[] wanted) {
    float[] rising = new float[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      rising[i] = score(wanted[i]);
    }
    Arrays.sort(rising);
    int inTraining = 0;
    for (int item : wanted) {
      inTraining += item == TestSet.UNSEEN ? 0 : 1;
    }
    long others = dense.length - history.size() - inTraining;
    long scored = 0;
    long halves = 0;
    for (int i = 0; i < scores.size(); i++) {
      int item = scores.item(i);
      if (!known[item] && Arrays.binarySearch(wanted, item) < 0) {
        scored++;
        halves += halvesAbove(rising, dense[item]);
      }
    }
    halves += (others - scored) * halvesAbove(rising, Float.NEGATIVE_INFINITY);
    return others == 0 ? Double.NaN : halves / (2.0 * others * wanted.length);
  }

  /** Two for each of the rising values above one, one for each that equals it. */
  private static int halvesAbove(float[] rising, float value) {
    return (rising.length - firstAbove(rising, value, false))
        + (rising.length - firstAbove(rising, value, true));
  }

  private static int firstAbove(float[] rising, float value, boolean orEqual) {
    int from = 0;
    int to = rising.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      boolean above = orEqual ? rising[middle] >= value : rising[middle] > value;
      if (above) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }
}
