package io.hindsight.scoring.ease;

import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.linear.SymmetricInverse;
import io.hindsight.scoring.linear.Workers;

/** How much the rows of a sparse matrix have in common, two by two. */
final class Gram {
  private Gram() {}

  /**
   * The inverse of A·Aᵀ + l2·I, its lower triangle.
   *
   * @param rows of A
   * @param columns of the same A
   */
  static double[][] inverse(Rows rows, Rows columns, double l2, Workers workers) {
    double[][] gram = SymmetricInverse.triangle(rows.count());
    workers.run(rows.count(), i -> fill(gram[i], i, rows, columns, l2));
    SymmetricInverse.invert(gram, rows.count(), workers);
    return gram;
  }

  private static void fill(double[] products, int i, Rows rows, Rows columns, double l2) {
    products[i] = l2;
    for (int at = rows.start(i); at < rows.start(i + 1); at++) {
      int column = rows.column(at);
      double own = rows.weight(at);
      int end = columns.start(column + 1);
      for (int k = columns.start(column); k < end && columns.column(k) <= i; k++) {
        products[columns.column(k)] += own * columns.weight(k);
      }
    }
  }
}
