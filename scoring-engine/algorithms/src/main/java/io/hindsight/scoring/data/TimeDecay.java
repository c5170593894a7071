package io.hindsight.scoring.data;

/**
 * Exponential forgetting (Y. Ding, X. Li, "Time weight collaborative filtering", CIKM 2005): what
 * was done one half-life before something else counts half as much.
 *
 * @param halfLifeDays above 0; infinite for no decay
 */
public record TimeDecay(double halfLifeDays) {
  public static final TimeDecay NONE = new TimeDecay(Double.POSITIVE_INFINITY);

  private static final double MILLIS_A_DAY = 86_400_000;

  /** Nothing is forgotten for good: weights are positive, and what was met stays met. */
  private static final double LEAST = 0x1p-40;

  public TimeDecay {
    if (!(halfLifeDays > 0)) {
      throw new IllegalArgumentException(
          "a half-life must be a number of days above 0, was " + halfLifeDays);
    }
  }

  public boolean decays() {
    return Double.isFinite(halfLifeDays);
  }

  /**
   * What is left of a weight: 1 of the newest, next to nothing at last.
   *
   * @param time in milliseconds, at most {@code newest}
   */
  public float left(long time, long newest) {
    if (!decays() || time >= newest) {
      return 1;
    }
    double halfLives = ((double) newest - time) / MILLIS_A_DAY / halfLifeDays;
    return (float) Math.max(LEAST, StrictMath.pow(2, -halfLives));
  }
}
