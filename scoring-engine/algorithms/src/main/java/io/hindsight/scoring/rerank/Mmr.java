package io.hindsight.scoring.rerank;

/**
 * Maximal marginal relevance (Carbonell and Goldstein 1998): picks items one by one, each the best
 * compromise between its own relevance and being unlike those picked before. Pure: the same input
 * gives the same list.
 */
public final class Mmr {
  private Mmr() {}

  /** How alike two items are, 0 to 1. Symmetric. */
  @FunctionalInterface
  public interface Similarity {
    double of(int item, int other);
  }

  /**
   * @param items candidates, best first
   * @param relevance one for each, finite, not negative, falling
   * @param n how many to pick
   * @param diversity 0 leaves the order as it is, 1 looks at difference alone after the first pick
   * @return indexes into {@code items}, in the new order; at equal merit the earlier one wins
   */
  public static int[] rerank(
      int[] items, float[] relevance, int n, double diversity, Similarity similarity) {
    require(items, relevance, n, diversity);
    int picks = Math.min(n, items.length);
    int[] order = new int[picks];
    double best = items.length == 0 ? 0 : relevance[0];
    double[] nearest = new double[items.length];
    boolean[] taken = new boolean[items.length];
    for (int pick = 0; pick < picks; pick++) {
      int chosen = -1;
      double merit = 0;
      for (int i = 0; i < items.length; i++) {
        if (taken[i]) {
          continue;
        }
        double own = best > 0 ? relevance[i] / best : 0;
        double value = (1 - diversity) * own - diversity * nearest[i];
        if (chosen < 0 || value > merit) {
          chosen = i;
          merit = value;
        }
      }
      taken[chosen] = true;
      order[pick] = chosen;
      if (diversity > 0 && pick + 1 < picks) {
        approach(items, nearest, taken, items[chosen], similarity);
      }
    }
    return order;
  }

  private static void approach(
      int[] items, double[] nearest, boolean[] taken, int picked, Similarity similarity) {
    for (int i = 0; i < items.length; i++) {
      if (!taken[i]) {
        double alike = similarity.of(picked, items[i]);
        if (!(alike >= 0 && alike <= 1)) {
          throw new IllegalArgumentException(
              "similarity of " + picked + " and " + items[i] + " must be in 0..1, was " + alike);
        }
        nearest[i] = Math.max(nearest[i], alike);
      }
    }
  }

  private static void require(int[] items, float[] relevance, int n, double diversity) {
    if (items.length != relevance.length) {
      throw new IllegalArgumentException(items.length + " items, " + relevance.length + " scores");
    }
    if (n < 0) {
      throw new IllegalArgumentException("n must not be negative, was " + n);
    }
    if (!(diversity >= 0 && diversity <= 1)) {
      throw new IllegalArgumentException("diversity must be in 0..1, was " + diversity);
    }
    for (int i = 0; i < relevance.length; i++) {
      float value = relevance[i];
      if (!(value >= 0 && value <= Float.MAX_VALUE) || (i > 0 && value > relevance[i - 1])) {
        throw new IllegalArgumentException(
            "relevance must be finite, not negative and falling; at " + i + " it was " + value);
      }
    }
  }
}
