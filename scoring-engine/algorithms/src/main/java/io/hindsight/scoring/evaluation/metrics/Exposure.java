package io.hindsight.scoring.evaluation.metrics;

import java.util.Arrays;

/** How often each item was listed. */
final class Exposure {
  private final int[] ks;
  private final int[][] counts;

  /**
   * @param ks rising
   */
  Exposure(int[] ks, int items) {
    this.ks = ks;
    counts = new int[ks.length][items];
  }

  void add(int[] list) {
    for (int i = 0; i < list.length; i++) {
      for (int at = 0; at < ks.length; at++) {
        counts[at][list[i]] += i < ks[at] ? 1 : 0;
      }
    }
  }

  /** Whole numbers, so that the order of adding does not matter. */
  void add(Exposure other) {
    for (int at = 0; at < ks.length; at++) {
      for (int item = 0; item < counts[at].length; item++) {
        counts[at][item] += other.counts[at][item];
      }
    }
  }

  double coverage(int at) {
    return (double) Arrays.stream(counts[at]).filter(count -> count > 0).count()
        / counts[at].length;
  }

  double gini(int at) {
    int[] sorted = counts[at].clone();
    Arrays.sort(sorted);
    long weighted = 0;
    long all = 0;
    for (int i = 0; i < sorted.length; i++) {
      weighted += (2L * (i + 1) - sorted.length - 1) * sorted[i];
      all += sorted[i];
    }
    return all == 0 ? Double.NaN : (double) weighted / ((double) sorted.length * all);
  }
}
