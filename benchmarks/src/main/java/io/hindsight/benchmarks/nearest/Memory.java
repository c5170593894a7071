package io.hindsight.benchmarks.nearest;

import io.hindsight.scoring.linear.Workers;
import java.util.Arrays;

/**
 * How fast threads read plain arrays, by comparing equal ones, which the JVM does in vectors of its
 * own: what a scan of as many bytes cannot beat by much.
 */
final class Memory {
  private static final int PIECE = 1 << 15;
  private static final int TRIES = 5;

  private final long[][] ones;
  private final long[][] others;

  Memory(long bytes) {
    int pieces = (int) (bytes / Long.BYTES / PIECE / 2) + 1;
    ones = new long[pieces][PIECE];
    others = new long[pieces][PIECE];
    for (int piece = 0; piece < pieces; piece++) {
      Arrays.fill(ones[piece], piece);
      Arrays.fill(others[piece], piece);
    }
  }

  /** Answers bytes a second, of the best of some tries. */
  double read(Workers workers) {
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long began = System.nanoTime();
      workers.run(
          ones.length,
          piece -> {
            if (!Arrays.equals(ones[piece], others[piece])) {
              throw new IllegalStateException("piece " + piece + " changed");
            }
          });
      shortest = Math.min(shortest, System.nanoTime() - began);
    }
    return 2.0 * ones.length * PIECE * Long.BYTES * 1e9 / shortest;
  }
}
