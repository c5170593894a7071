package io.hindsight.scoring.slim;

/**
 * @param l1 in units of the squared mean weight, 0 or more
 * @param l2 in units of the squared mean weight, above 0
 * @param passes over the weights of an item's members, and how often others may join these, at
 *     most; 1 to 10,000
 * @param maxMemory MiB that a training may take, at least 1
 */
public record SlimConfig(double l1, double l2, int passes, int maxMemory) {
  public static final SlimConfig DEFAULT = new SlimConfig(1, 100, 100, 2_048);

  public SlimConfig {
    if (!(l1 >= 0 && l1 <= 1e9)) {
      throw new IllegalArgumentException("l1 must be in 0..1e9, was " + l1);
    }
    if (!(l2 > 0 && l2 <= 1e9)) {
      throw new IllegalArgumentException("l2 must be above 0 and at most 1e9, was " + l2);
    }
    if (passes < 1 || passes > 10_000) {
      throw new IllegalArgumentException("passes must be in 1..10000, was " + passes);
    }
    if (maxMemory < 1) {
      throw new IllegalArgumentException("maxMemory must be at least 1 MiB, was " + maxMemory);
    }
  }
}
