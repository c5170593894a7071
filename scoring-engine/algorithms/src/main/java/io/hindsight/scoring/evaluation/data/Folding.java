package io.hindsight.scoring.evaluation.data;

import io.hindsight.scoring.model.History;
import java.util.function.IntPredicate;

/**
 * Adds a user's interactions with an item up to one weight at one time, as a server does: the
 * latest time, and the sum of what each weighs, each decayed by its own age. Where every pair
 * weighs the same ({@link Weighting#ONE}), the latest alone counts. Where types weigh, the last
 * rating counts alone, beside the sum of everything else, up to {@link Selection#most()}. Takes one
 * user after the other, in time that grows with the user's interactions. Not for several threads.
 */
public final class Folding {
  private final Interactions data;
  private final IntPredicate repeatCounts;
  private float[] weights = new float[64];
  private float[] ratings = new float[0];
  private long[] times = new long[64];
  private int from;

  /**
   * @param repeatCounts whether one of {@link Interactions#repeats()} counts; first interactions do
   */
  public Folding(Interactions data, IntPredicate repeatCounts) {
    this.data = data;
    this.repeatCounts = repeatCounts;
  }

  /** When the newest interaction of some of a user's pairs was; the least long of none. */
  public long newest(int user, IntPredicate pairCounts) {
    long newest = Long.MIN_VALUE;
    for (int pair = data.start(user); pair < data.start(user + 1); pair++) {
      if (pairCounts.test(pair)) {
        newest = Math.max(newest, data.firstTime(pair));
      }
    }
    Repeats repeats = data.repeats();
    for (int again = repeats.start(user); again < repeats.start(user + 1); again++) {
      if (repeatCounts.test(again) && pairCounts.test(repeats.pair(again))) {
        newest = Math.max(newest, repeats.time(again));
      }
    }
    return newest;
  }

  /**
   * Takes a user, whose pairs can be asked for from now on.
   *
   * @param newest what weights decay against, in milliseconds
   */
  public void take(int user, long newest) {
    from = data.start(user);
    int size = data.start(user + 1) - from;
    if (weights.length < size) {
      weights = new float[2 * size];
      times = new long[2 * size];
    }
    for (int i = 0; i < size; i++) {
      times[i] = data.firstTime(from + i);
      weights[i] = data.firstWeight(from + i) * data.decay().left(times[i], newest);
    }
    Weighting weighting = data.weighting();
    if (weighting == Weighting.TYPE) {
      takeRatings(size);
    }
    Repeats repeats = data.repeats();
    for (int again = repeats.start(user); again < repeats.start(user + 1); again++) {
      if (repeatCounts.test(again)) {
        int i = repeats.pair(again) - from;
        float weight = repeats.weight(again) * data.decay().left(repeats.time(again), newest);
        switch (weighting) {
          case ONE -> weights[i] = weight;
          case VALUE -> weights[i] = Math.min(weights[i] + weight, History.MOST_WEIGHT);
          case TYPE -> addTyped(i, weight, repeats.rated(again));
        }
        times[i] = repeats.time(again);
      }
    }
    for (int i = 0; weighting == Weighting.TYPE && i < size; i++) {
      weights[i] = Math.min(weights[i] + ratings[i], data.selection().most());
    }
  }

  private void takeRatings(int size) {
    ratings = ratings.length < size ? new float[2 * size] : ratings;
    for (int i = 0; i < size; i++) {
      boolean rated = data.firstRated(from + i);
      ratings[i] = rated ? weights[i] : 0;
      weights[i] = rated ? 0 : weights[i];
    }
  }

  private void addTyped(int i, float weight, boolean rated) {
    if (rated) {
      ratings[i] = weight;
    } else {
      weights[i] += weight;
    }
  }

  /** Of a pair of the user that was taken. */
  public float weight(int pair) {
    return weights[pair - from];
  }

  /** When the user last met the item, in milliseconds where weights decay. */
  public long time(int pair) {
    return times[pair - from];
  }
}
