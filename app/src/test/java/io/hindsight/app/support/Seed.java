package io.hindsight.app.support;

import java.util.SplittableRandom;

/** The chance in a test, which another run can have again by {@code -Dhindsight.test.seed}. */
public record Seed(long value) {

  /** Drawn anew for each run unless given, and printed. */
  public static Seed of(Class<?> test) {
    Seed seed = new Seed(Long.getLong("hindsight.test.seed", System.nanoTime()));
    System.out.println(test.getSimpleName() + " runs with hindsight.test.seed=" + seed.value);
    return seed;
  }

  public SplittableRandom random(int stream) {
    return new SplittableRandom(value * 31 + stream);
  }
}
