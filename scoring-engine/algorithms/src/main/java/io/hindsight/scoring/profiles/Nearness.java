package io.hindsight.scoring.profiles;

import io.hindsight.scoring.knn.Similarity;
import io.hindsight.scoring.knn.Weighting;

/** Which profiles are near. */
record Nearness(int neighbours, double shrinkage, Similarity similarity, Weighting weighting) {

  static void require(int neighbours, double shrinkage, int group) {
    if (neighbours < 1 || neighbours > 10_000) {
      throw new IllegalArgumentException("neighbours must be in 1..10000, was " + neighbours);
    }
    if (!(shrinkage >= 0 && shrinkage <= 1e9)) {
      throw new IllegalArgumentException("shrinkage must be in 0..1e9, was " + shrinkage);
    }
    if (group < 1 || group > 1_000) {
      throw new IllegalArgumentException("group must be in 1..1000, was " + group);
    }
  }
}
