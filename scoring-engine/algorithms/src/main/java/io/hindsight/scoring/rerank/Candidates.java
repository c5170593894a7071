package io.hindsight.scoring.rerank;

import java.util.Arrays;

/**
 * A ranked list before it is shown, or after.
 *
 * @param items distinct, best first
 * @param scores one for each, finite, not negative; falling in what a ranking made, and in any
 *     order afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // a hot path's parameter, compared by its contents
public record Candidates(int[] items, float[] scores) {

  public Candidates {
    if (items.length != scores.length) {
      throw new IllegalArgumentException(items.length + " items, " + scores.length + " scores");
    }
    for (int i = 0; i < scores.length; i++) {
      if (!(scores[i] >= 0 && scores[i] <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "scores must be finite and not negative; at " + i + " it was " + scores[i]);
      }
    }
  }

  public int size() {
    return items.length;
  }

  /** Those at some places, in the order of the places. */
  public Candidates at(int[] places) {
    int[] chosen = new int[places.length];
    float[] own = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      chosen[i] = items[places[i]];
      own[i] = scores[places[i]];
    }
    return new Candidates(chosen, own);
  }

  /** The first few. */
  public Candidates first(int n) {
    return n >= items.length
        ? this
        : new Candidates(Arrays.copyOf(items, n), Arrays.copyOf(scores, n));
  }

  /** With other scores, sorted by them; equal ones stay in their order. */
  public Candidates sortedBy(double[] merits) {
    int[] places = new int[items.length];
    // A stable insertion: lists of candidates are short, and nearly in order.
    for (int i = 0; i < places.length; i++) {
      int at = i;
      while (at > 0 && merits[places[at - 1]] < merits[i]) {
        places[at] = places[at - 1];
        at--;
      }
      places[at] = i;
    }
    Candidates sorted = at(places);
    for (int i = 0; i < places.length; i++) {
      sorted.scores[i] = (float) Math.min(merits[places[i]], Float.MAX_VALUE);
    }
    return sorted;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Candidates(int[] otherItems, float[] otherScores)
        && Arrays.equals(items, otherItems)
        && Arrays.equals(scores, otherScores);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(items) + Arrays.hashCode(scores);
  }

  @Override
  public String toString() {
    return Arrays.toString(items) + " scored " + Arrays.toString(scores);
  }
}
