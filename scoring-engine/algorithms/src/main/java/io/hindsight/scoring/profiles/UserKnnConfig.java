package io.hindsight.scoring.profiles;

import io.hindsight.scoring.knn.Similarity;
import io.hindsight.scoring.knn.Weighting;

/**
 * @param neighbours profiles that speak for a person, 1 to 10,000
 * @param shrinkage how many shared items halve the doubt in a similarity, 0 or more
 * @param similarity how two people are compared
 * @param weighting what becomes of weights before
 * @param group people that make one profile, 1 to 1,000; 1 keeps each person's own row
 */
public record UserKnnConfig(
    int neighbours, double shrinkage, Similarity similarity, Weighting weighting, int group) {
  public static final UserKnnConfig DEFAULT =
      new UserKnnConfig(50, 0, Similarity.COSINE, Weighting.NONE, 5);

  public UserKnnConfig {
    Nearness.require(neighbours, shrinkage, group);
  }

  Nearness nearness() {
    return new Nearness(neighbours, shrinkage, similarity, weighting);
  }
}
