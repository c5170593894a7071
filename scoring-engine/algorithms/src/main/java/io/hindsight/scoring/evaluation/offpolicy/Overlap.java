package io.hindsight.scoring.evaluation.offpolicy;

/**
 * How much of what the target policy would show was shown.
 *
 * @param effectiveSize of how many rounds of its own the weighted rounds are worth: {@code (Σw)² /
 *     Σw²} (Kish)
 * @param meanWeight 1 where propensities are right and everything that the target shows can be
 *     shown
 * @param meanWeightError the standard error of that mean
 */
public record Overlap(
    int rounds,
    double effectiveSize,
    double largestWeight,
    double meanWeight,
    double meanWeightError) {
  private static final double LEAST_SIZE = 50;
  private static final double LEAST_SHARE = 0.01;
  private static final double MOST_ERRORS = 6;

  static Overlap of(double[] weights) {
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (double weight : weights) {
      sum += weight;
      squares += weight * weight;
      largest = Math.max(largest, weight);
    }
    double mean = sum / weights.length;
    double variance = Math.max(0, squares / weights.length - mean * mean);
    return new Overlap(
        weights.length,
        squares == 0 ? 0 : sum * sum / squares,
        largest,
        mean,
        Math.sqrt(variance / weights.length));
  }

  /** Why nothing can be told; empty where something can. */
  public String refusal() {
    if (effectiveSize < LEAST_SIZE || effectiveSize < LEAST_SHARE * rounds) {
      return String.format(
          java.util.Locale.ROOT,
          "%d rounds are worth %.1f of the target policy's own, less than %.0f or 1 %%",
          rounds,
          effectiveSize,
          LEAST_SIZE);
    }
    if (Math.abs(meanWeight - 1) > MOST_ERRORS * meanWeightError + 1e-9) {
      return String.format(
          java.util.Locale.ROOT,
          "the mean weight is %.3f ± %.3f and not 1: propensities are wrong, or the target shows what"
              + " was never shown",
          meanWeight,
          meanWeightError);
    }
    return "";
  }
}
