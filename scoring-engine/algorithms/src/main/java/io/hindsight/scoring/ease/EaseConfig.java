package io.hindsight.scoring.ease;

/**
 * @param l2 regularisation in units of the squared mean weight, above 0
 * @param maxMemory MiB that a training may take, at least 1
 */
public record EaseConfig(double l2, int maxMemory) {
  public static final EaseConfig DEFAULT = new EaseConfig(250, 16_384);

  public EaseConfig {
    if (!(l2 > 0 && l2 <= 1e9)) {
      throw new IllegalArgumentException("l2 must be above 0 and at most 1e9, was " + l2);
    }
    if (maxMemory < 1) {
      throw new IllegalArgumentException("maxMemory must be at least 1 MiB, was " + maxMemory);
    }
  }
}
