package io.hindsight.scoring.bpr;

import io.hindsight.scoring.linear.NormalEquations;
import io.hindsight.scoring.linear.Room;

/** Items' vectors, {@code items × width}, row-major, and their biases. */
final class ItemSide {
  private final int width;
  private final float[] vectors;
  private final float[] biases;

  ItemSide(int items, int factors) {
    width = NormalEquations.padded(factors);
    vectors = new float[Room.of(items, width, "factors")];
    biases = new float[items];
  }

  int width() {
    return width;
  }

  float[] vectors() {
    return vectors;
  }

  float[] biases() {
    return biases;
  }

  /** By how much a person ranks one item above another. */
  float margin(float[] people, int person, int item, int other) {
    return NormalEquations.dot(people, person, vectors, item * width, width)
        - NormalEquations.dot(people, person, vectors, other * width, width)
        + biases[item]
        - biases[other];
  }

  /** 1 / (1 + e^margin): how wrong the order is. */
  static float doubt(float margin) {
    return (float) (1 / (1 + StrictMath.exp(margin)));
  }
}
