package io.hindsight.scoring.ease;

import io.hindsight.scoring.data.TrainingData;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** Each column of B by itself: a ridge regression of an item on all others. */
final class SlowEase {
  private SlowEase() {}

  static double[][] weights(TrainingData data, double l2) {
    int items = data.items().size();
    RealMatrix x = new Array2DRowRealMatrix(data.users(), items);
    double sum = 0;
    for (int user = 0; user < data.users(); user++) {
      for (int at = data.byUser().start(user); at < data.byUser().start(user + 1); at++) {
        x.setEntry(user, data.byUser().column(at), data.byUser().weight(at));
        sum += data.byUser().weight(at);
      }
    }
    double mean = sum / data.pairs();
    RealMatrix gram = x.transpose().multiply(x);
    double[][] weights = new double[items][items];
    for (int j = 0; j < items; j++) {
      RealMatrix normal = gram.copy();
      for (int i = 0; i < items; i++) {
        normal.addToEntry(i, i, l2 * mean * mean);
        normal.setEntry(i, j, i == j ? 1 : 0);
        normal.setEntry(j, i, i == j ? 1 : 0);
      }
      double[] wanted = gram.getColumn(j);
      wanted[j] = 0;
      double[] column =
          new LUDecomposition(normal).getSolver().solve(new ArrayRealVector(wanted)).toArray();
      for (int i = 0; i < items; i++) {
        weights[i][j] = column[i];
      }
    }
    return weights;
  }
}
