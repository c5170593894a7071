package io.hindsight.scoring.gfcf;

/**
 * @param factors singular vectors of the ideal low-pass filter, 1 to 2,048
 * @param alpha weight of that filter beside the linear one, 0 or more
 * @param iterations towards the singular vectors, 1 to 1,000
 * @param maxMemory MiB that a training may take, at least 1
 */
public record GfcfConfig(int factors, double alpha, int iterations, int maxMemory) {
  public static final GfcfConfig DEFAULT = new GfcfConfig(256, 0.3, 10, 2_048);

  public GfcfConfig {
    if (factors < 1 || factors > 2_048) {
      throw new IllegalArgumentException("factors must be in 1..2048, was " + factors);
    }
    if (!(alpha >= 0 && alpha <= 1e6)) {
      throw new IllegalArgumentException("alpha must be in 0..1e6, was " + alpha);
    }
    if (iterations < 1 || iterations > 1_000) {
      throw new IllegalArgumentException("iterations must be in 1..1000, was " + iterations);
    }
    if (maxMemory < 1) {
      throw new IllegalArgumentException("maxMemory must be at least 1 MiB, was " + maxMemory);
    }
  }
}
