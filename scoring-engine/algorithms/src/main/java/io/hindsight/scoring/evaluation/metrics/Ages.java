package io.hindsight.scoring.evaluation.metrics;

import java.util.Arrays;

/** How much older items are than the newest one, in days, where times are known. Immutable. */
final class Ages {
  private static final double DAY = 86_400_000;

  private final double[] days;

  /**
   * @param firstMet when each item was first met, in milliseconds; empty where that is not known
   */
  Ages(double[] firstMet) {
    double newest = Arrays.stream(firstMet).max().orElse(0);
    days = Arrays.stream(firstMet).map(first -> (newest - first) / DAY).toArray();
  }

  boolean known() {
    return days.length > 0;
  }

  /** The mean of the first k; NaN of an empty list. */
  double of(int k, int[] list) {
    return Arrays.stream(list)
        .limit(k)
        .mapToDouble(item -> days[item])
        .average()
        .orElse(Double.NaN);
  }
}
