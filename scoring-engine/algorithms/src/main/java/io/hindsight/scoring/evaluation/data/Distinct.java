package io.hindsight.scoring.evaluation.data;

import io.hindsight.scoring.evaluation.data.Interactions.Pairs;
import java.util.Arrays;
import java.util.BitSet;

/** Makes one pair of all interactions of a user with an item, and keeps those after the first. */
final class Distinct {
  private final int[] lastPair;
  private int[] starts = new int[1024];
  private final int[] columns;
  private final float[] weights;
  private final long[] times;
  private final byte[] parts;
  private final BitSet rated = new BitSet();
  private final Repeats.Builder repeats = new Repeats.Builder();
  private int users;
  private int size;

  /**
   * @param most how many pairs there can be
   */
  Distinct(int items, int most) {
    lastPair = new int[items];
    Arrays.fill(lastPair, -1);
    columns = new int[most];
    weights = new float[most];
    times = new long[most];
    parts = new byte[most];
  }

  /**
   * Takes the user's next interaction in the order of time.
   *
   * @param part of {@link Parts}, the same for all interactions with the item
   * @param isRating whether it counts instead of earlier ratings of the item
   */
  void add(int item, float weight, long time, byte part, boolean isRating) {
    if (lastPair[item] >= starts[users]) {
      repeats.add(lastPair[item], size, weight, time, isRating);
      return;
    }
    lastPair[item] = size;
    columns[size] = item;
    weights[size] = weight;
    rated.set(size, isRating);
    times[size] = time;
    parts[size++] = part;
  }

  /** Takes a repeat of a pair of the user's, after all of the user's pairs. */
  void again(int pair, int firstNotMet, float weight, long time, boolean isRating) {
    repeats.add(pair, firstNotMet, weight, time, isRating);
  }

  void endUser() {
    repeats.endUser();
    users++;
    if (users == starts.length) {
      starts = Arrays.copyOf(starts, users * 2);
    }
    starts[users] = size;
  }

  int size() {
    return size;
  }

  Pairs pairs() {
    return new Pairs(
        Arrays.copyOf(starts, users + 1),
        Arrays.copyOf(columns, size),
        Arrays.copyOf(weights, size),
        Arrays.copyOf(times, size),
        Arrays.copyOf(parts, size),
        rated,
        repeats.build());
  }
}
