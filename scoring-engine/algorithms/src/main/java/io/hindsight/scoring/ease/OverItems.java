package io.hindsight.scoring.ease;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.linear.Workers;

/** The solution by an inverse over items. */
final class OverItems {
  private OverItems() {}

  /** {@code items × items}: what an item of the history, the row, says about each other item. */
  @SuppressWarnings("NullAway") // rows are dropped as soon as they are copied
  static float[][] weights(TrainingData data, double l2, Workers workers) {
    double[][] inverse = Gram.inverse(data.byItem(), data.byUser(), l2, workers);
    int items = data.items().size();
    double[] diagonal = new double[items];
    for (int i = 0; i < items; i++) {
      diagonal[i] = inverse[i][i];
    }
    // One row is made as another goes: both matrices never stand whole beside each other.
    float[][] weights = new float[items][];
    for (int i = 0; i < items; i++) {
      weights[i] = new float[items];
      for (int j = 0; j < i; j++) {
        weights[i][j] = (float) (-inverse[i][j] / diagonal[j]);
        weights[j][i] = (float) (-inverse[i][j] / diagonal[i]);
      }
      inverse[i] = null;
    }
    return weights;
  }
}
