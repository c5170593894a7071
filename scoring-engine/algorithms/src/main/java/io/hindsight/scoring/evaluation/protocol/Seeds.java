package io.hindsight.scoring.evaluation.protocol;

import java.util.SplittableRandom;

/** Independent streams of random numbers from one seed. */
public final class Seeds {
  private Seeds() {}

  /**
   * One for each task. Seeds that differ by the generator's own step give shifted copies of one
   * stream, so both numbers are mixed first (the finalizer of MurmurHash3).
   */
  public static SplittableRandom stream(long seed, long task) {
    return new SplittableRandom(mix(mix(seed) + 0xD1B54A32D192ED03L * (task + 1)));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
    z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return z ^ (z >>> 33);
  }

  /** Fisher and Yates. */
  public static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  /** 0 to n - 1 in random order. */
  public static int[] permutation(int n, SplittableRandom random) {
    int[] all = new int[n];
    for (int i = 0; i < n; i++) {
      all[i] = i;
    }
    shuffle(all, random);
    return all;
  }
}
