package io.hindsight.scoring.profiles;

import io.hindsight.scoring.knn.Similarity;
import io.hindsight.scoring.knn.Weighting;

/**
 * @param neighbours profiles that speak for a session, 1 to 10,000
 * @param shrinkage how many shared items halve the doubt in a similarity, 0 or more
 * @param similarity how two sessions are compared
 * @param weighting what becomes of weights before
 * @param group sessions, of as many people, that make one profile, 1 to 1,000
 * @param gap minutes without an interaction that end a session; 0 for never
 * @param last newest entries of a history that count, 1 to 1,000
 */
public record SessionKnnConfig(
    int neighbours,
    double shrinkage,
    Similarity similarity,
    Weighting weighting,
    int group,
    double gap,
    int last) {
  public static final SessionKnnConfig DEFAULT =
      new SessionKnnConfig(100, 0, Similarity.COSINE, Weighting.NONE, 5, 1_440, 20);

  public SessionKnnConfig {
    Nearness.require(neighbours, shrinkage, group);
    if (!(gap >= 0 && gap <= 1e9)) {
      throw new IllegalArgumentException("gap must be in 0..1e9 minutes, was " + gap);
    }
    if (last < 1 || last > 1_000) {
      throw new IllegalArgumentException("last must be in 1..1000, was " + last);
    }
  }

  Nearness nearness() {
    return new Nearness(neighbours, shrinkage, similarity, weighting);
  }

  long gapMillis() {
    return Math.round(gap * 60_000);
  }
}
