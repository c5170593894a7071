package io.hindsight.scoring.explore;

import io.hindsight.scoring.rerank.Candidates;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The best of what is left, and with some probability any of it. Immutable. */
public final class EpsilonGreedy {
  private final double epsilon;

  /**
   * @param epsilon how often a place is left to chance
   */
  public EpsilonGreedy(double epsilon) {
    if (!(epsilon >= 0 && epsilon <= 1)) {
      throw new IllegalArgumentException("epsilon must be in 0..1, was " + epsilon);
    }
    this.epsilon = epsilon;
  }

  /**
   * @param candidates best first
   */
  public Explored choose(Candidates candidates, int n, SplittableRandom random) {
    return Draw.of(
        candidates,
        n,
        random,
        (left, count, into) -> {
          Arrays.fill(into, 0, count, epsilon / count);
          into[0] += 1 - epsilon;
        });
  }
}
