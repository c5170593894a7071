package io.hindsight.scoring.evaluation.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean with its interval.
 *
 * @param low NaN where there are less than two numbers, or no interval can be told
 * @param n how many numbers
 */
public record Estimate(double mean, double low, double high, int n) {

  /** A number that comes without an interval. */
  public static Estimate exactly(double value) {
    return new Estimate(value, Double.NaN, Double.NaN, 1);
  }

  /**
   * @param values of which NaN is left out
   * @param confidence such as 0.95
   */
  public static Estimate of(double[] values, double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be between 0 and 1, was " + confidence);
    }
    int n = 0;
    double sum = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        n++;
        sum += value;
      }
    }
    double mean = sum / n;
    if (n < 2) {
      return new Estimate(mean, Double.NaN, Double.NaN, n);
    }
    double squares = 0;
    for (double value : values) {
      squares += Double.isNaN(value) ? 0 : (value - mean) * (value - mean);
    }
    double quantile = TDistribution.of(n - 1).inverseCumulativeProbability((1 + confidence) / 2);
    double margin = quantile * Math.sqrt(squares / (n - 1) / n);
    return new Estimate(mean, mean - margin, mean + margin, n);
  }
}
