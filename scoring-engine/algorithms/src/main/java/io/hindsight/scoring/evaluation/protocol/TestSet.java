package io.hindsight.scoring.evaluation.protocol;

import io.hindsight.scoring.model.History;
import java.util.Arrays;
import java.util.List;

/**
 * Who is asked about, with what is known of them and what they are to be recommended, in the
 * training data's item numbers. Immutable.
 */
public final class TestSet {
  /** An item that the training part does not have. */
  public static final int UNSEEN = -1;

  private final String[] users;
  private final Lists histories;
  private final float[] weights;
  private final long[] times;
  private final Lists wanted;
  private final Lists candidates;

  private TestSet(Builder built) {
    users = built.users.toArray(String[]::new);
    histories = new Lists(built.historyStarts.toArray(), built.histories.toArray());
    weights = Arrays.copyOf(built.weights, built.histories.size());
    times = Arrays.copyOf(built.times, built.histories.size());
    wanted = new Lists(built.wantedStarts.toArray(), built.wanted.toArray());
    candidates = new Lists(built.candidateStarts.toArray(), built.candidates.toArray());
  }

  /** Lists in one array. */
  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Lists(int[] starts, int[] values) {
    int[] of(int list) {
      return Arrays.copyOfRange(values, starts[list], starts[list + 1]);
    }

    int length(int list) {
      return starts[list + 1] - starts[list];
    }
  }

  public int size() {
    return users.length;
  }

  public String user(int test) {
    return users[test];
  }

  public History history(int test) {
    int from = histories.starts()[test];
    int to = histories.starts()[test + 1];
    return new History(
        histories.of(test),
        Arrays.copyOfRange(weights, from, to),
        Arrays.copyOfRange(times, from, to));
  }

  public int historySize(int test) {
    return histories.length(test);
  }

  /** The test items, rising; {@link #UNSEEN} ones first. */
  public int[] wanted(int test) {
    return wanted.of(test);
  }

  /** What competes with the wanted item where candidates are sampled: a set without it. */
  public int[] negatives(int test) {
    return candidates.of(test);
  }

  static final class Builder {
    private final List<String> users = new java.util.ArrayList<>();
    private final Ints historyStarts = new Ints();
    private final Ints histories = new Ints();
    private float[] weights = new float[1024];
    private long[] times = new long[1024];
    private final Ints wantedStarts = new Ints();
    private final Ints wanted = new Ints();
    private final Ints candidateStarts = new Ints();
    private final Ints candidates = new Ints();

    Builder() {
      end();
    }

    void known(int item, float weight, long time) {
      if (histories.size() == weights.length) {
        int room = Math.addExact(weights.length, weights.length / 2);
        weights = Arrays.copyOf(weights, room);
        times = Arrays.copyOf(times, room);
      }
      weights[histories.size()] = weight;
      times[histories.size()] = time;
      histories.add(item);
    }

    void user(String id, int[] wantedItems, int[] negatives) {
      users.add(id);
      Arrays.sort(wantedItems);
      for (int item : wantedItems) {
        wanted.add(item);
      }
      for (int item : negatives) {
        candidates.add(item);
      }
      end();
    }

    private void end() {
      historyStarts.add(histories.size());
      wantedStarts.add(wanted.size());
      candidateStarts.add(candidates.size());
    }

    TestSet build() {
      return new TestSet(this);
    }
  }
}
