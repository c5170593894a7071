package io.hindsight.scoring.linear;

/** The inverse of a block by its Cholesky factor, one operation after the other. */
final class SmallInverse {
  private SmallInverse() {}

  /**
   * The negative inverse of the block on the diagonal between two rows, both triangles.
   *
   * @param room the answer's rows and columns; those beyond the block are 0
   * @throws ArithmeticException naming the row at which it is not positive definite
   */
  static double[][] negativeOf(double[][] rows, int from, int to, int room) {
    int size = to - from;
    double[][] lower = factor(rows, from, size);
    for (int j = 0; j < size; j++) {
      lower[j][j] = 1 / lower[j][j];
      for (int i = j + 1; i < size; i++) {
        double sum = 0;
        for (int k = j; k < i; k++) {
          sum = Math.fma(lower[i][k], lower[k][j], sum);
        }
        // The diagonal below is not inverted yet, those above and to the left are.
        lower[i][j] = -sum / lower[i][i];
      }
    }
    double[][] inverse = new double[room][room];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = i; k < size; k++) {
          sum = Math.fma(lower[k][i], lower[k][j], sum);
        }
        inverse[i][j] = -sum;
        inverse[j][i] = -sum;
      }
    }
    return inverse;
  }

  private static double[][] factor(double[][] rows, int from, int size) {
    double[][] lower = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = rows[from + i][from + j];
        for (int k = 0; k < j; k++) {
          sum = Math.fma(-lower[i][k], lower[j][k], sum);
        }
        if (i > j) {
          lower[i][j] = sum / lower[j][j];
        } else if (sum > 0 && sum <= Double.MAX_VALUE) {
          lower[i][i] = Math.sqrt(sum);
        } else {
          throw new ArithmeticException(
              "not positive definite at row %d: %s".formatted(from + i, sum));
        }
      }
    }
    return lower;
  }
}
