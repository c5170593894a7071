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
   * Of numbers that all lie between two bounds, such as shares: what of the interval is beyond them
   * is cut off, which cannot cost it the truth. Where all {@code n} numbers are the same bound,
   * Student's t knows no spread and would be sure: then at most a part {@code p} of people with
   * {@code (1 - p)^n = 1 - confidence} is anywhere else, and be it at the other bound (C. Clopper,
   * E. Pearson, Biometrika 26(4), 1934, one-sided).
   *
   * @param least negative infinity for none
   * @param most infinity for none
   */
  public static Estimate of(double[] values, double confidence, double least, double most) {
    Estimate estimate = of(values, confidence);
    boolean atBound = estimate.mean == least || estimate.mean == most;
    if (estimate.n > 1 && atBound && Double.isFinite(most - least)) {
      double beyond = (most - least) * (1 - StrictMath.pow(1 - confidence, 1.0 / estimate.n));
      return estimate.mean == least
          ? new Estimate(least, least, least + beyond, estimate.n)
          : new Estimate(most, most - beyond, most, estimate.n);
    }
    return estimate.within(least, most);
  }

  /** Without what of the interval is beyond these bounds. */
  public Estimate within(double least, double most) {
    return new Estimate(mean, Math.max(low, least), Math.min(high, most), n);
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
