package io.hindsight.scoring.knn;

/** How alike two items are, before shrinkage. */
public enum Similarity {
  /** The cosine of their columns of weights. */
  COSINE,
  /** How many people have both, over how many have either; weights make no difference. */
  JACCARD
}
