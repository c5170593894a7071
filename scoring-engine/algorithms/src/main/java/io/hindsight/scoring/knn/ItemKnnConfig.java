package io.hindsight.scoring.knn;

/**
 * @param neighbours how many an item keeps, 1 to 10,000
 * @param shrinkage how many shared people halve the doubt in a similarity, 0 or more
 * @param longestRow people with more items are left out, at least 2
 * @param similarity how two items are compared
 * @param weighting what becomes of weights before
 * @param neighboursOf whose neighbourhood counts when an item is scored
 */
public record ItemKnnConfig(
    int neighbours,
    double shrinkage,
    int longestRow,
    Similarity similarity,
    Weighting weighting,
    NeighboursOf neighboursOf) {
  public static final ItemKnnConfig DEFAULT = new ItemKnnConfig(50, 10, 5_000);

  /** By the cosine of plain weights, and the neighbours of what the person has. */
  public ItemKnnConfig(int neighbours, double shrinkage, int longestRow) {
    this(
        neighbours, shrinkage, longestRow, Similarity.COSINE, Weighting.NONE, NeighboursOf.HISTORY);
  }

  public ItemKnnConfig {
    if (neighbours < 1 || neighbours > 10_000) {
      throw new IllegalArgumentException("neighbours must be in 1..10000, was " + neighbours);
    }
    if (!(shrinkage >= 0 && shrinkage <= 1e9)) {
      throw new IllegalArgumentException("shrinkage must be in 0..1e9, was " + shrinkage);
    }
    if (longestRow < 2) {
      throw new IllegalArgumentException("longestRow must be at least 2, was " + longestRow);
    }
  }
}
