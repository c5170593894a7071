package io.hindsight.scoring.evaluation.offpolicy;

/**
 * @param clip weights above it count as it, in clipped IPS; {@link #ROOT} for √n
 * @param threshold above this weight Switch-DR trusts the reward model alone; {@link #ROOT} for √n
 * @param shrinkage DRos' λ: 0 is the direct method, more is nearer to DR
 * @param folds that reward models are cross-fitted in
 * @param prior how many rounds the overall mean counts as in each cell of a reward model
 * @param resamples of the direct method's bootstrap
 */
public record OffPolicySettings(
    double clip,
    double threshold,
    double shrinkage,
    int folds,
    double prior,
    int resamples,
    double confidence,
    long seed) {
  /**
   * The root of the number of rounds: what is cut off is forgotten as fast as the error shrinks (E.
   * Ionides, "Truncated importance sampling", JCGS 17, 2008).
   */
  public static final double ROOT = -1;

  public static final OffPolicySettings DEFAULT =
      new OffPolicySettings(ROOT, ROOT, 500, 3, 0, 200, 0.95, 1);

  public OffPolicySettings {
    if (!(clip > 0 || clip == ROOT)
        || !(threshold >= 0 || threshold == ROOT)
        || !(shrinkage >= 0)
        || !(prior >= 0)) {
      throw new IllegalArgumentException(
          "clip must be above 0, threshold, shrinkage and prior at least 0, were %s, %s, %s, %s"
              .formatted(clip, threshold, shrinkage, prior));
    }
    if (folds < 2 || folds > 100 || resamples < 20 || resamples > 100_000) {
      throw new IllegalArgumentException(
          "folds must be in 2..100 and resamples in 20..100000, were "
              + folds
              + " and "
              + resamples);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be between 0 and 1, was " + confidence);
    }
  }

  double clip(int rounds) {
    return clip == ROOT ? Math.sqrt(rounds) : clip;
  }

  double threshold(int rounds) {
    return threshold == ROOT ? Math.sqrt(rounds) : threshold;
  }
}
