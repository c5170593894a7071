package io.hindsight.scoring.linear;

import io.hindsight.scoring.model.Scores;

/** How alike the directions of items' vectors are. Immutable while nobody changes the vectors. */
public final class Cosines {
  private final float[] vectors;
  private final int width;
  private final float[] norms;

  /**
   * @param vectors {@code rows × width}, row-major, not copied
   */
  public Cosines(float[] vectors, int rows, int width) {
    this.vectors = vectors;
    this.width = width;
    this.norms = new float[rows];
    for (int item = 0; item < rows; item++) {
      norms[item] = (float) Math.sqrt(product(item, item));
    }
  }

  private float product(int item, int other) {
    return NormalEquations.dot(vectors, item * width, vectors, other * width, width);
  }

  /** The cosine of two vectors where it is positive, else 0. */
  public float similarity(int item, int other) {
    float norm = norms[item] * norms[other];
    return norm > 0 ? Math.clamp(product(item, other) / norm, 0f, 1f) : 0;
  }

  /** Adds all other items that have a similarity to this one. */
  public void similar(int item, Scores into) {
    for (int other = 0; other < norms.length; other++) {
      float similarity = other == item ? 0 : similarity(item, other);
      if (similarity > 0) {
        into.add(other, similarity);
      }
    }
  }
}
