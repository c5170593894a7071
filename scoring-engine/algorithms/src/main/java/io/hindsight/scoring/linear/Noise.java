package io.hindsight.scoring.linear;

/**
 * Numbers that look random, each a function of a seed and of its place: who asks for which, and in
 * what order, makes no difference. The mixing is SplitMix64's (G. Steele, D. Lea, C. Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014).
 */
public final class Noise {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;

  public Noise(long seed) {
    this.seed = mixed(seed + GOLDEN);
  }

  /** All 64 bits. */
  public long bits(long place) {
    return mixed(seed + place * GOLDEN);
  }

  /** Above 0, at most 1. */
  public double uniform(long place) {
    return ((bits(place) >>> 11) + 1) * 0x1p-53;
  }

  /** Normally distributed around 0 with deviation 1 (G. Box, M. Muller, 1958). */
  public double normal(long place) {
    double radius = Math.sqrt(-2 * StrictMath.log(uniform(2 * place)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(2 * place + 1));
  }

  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
