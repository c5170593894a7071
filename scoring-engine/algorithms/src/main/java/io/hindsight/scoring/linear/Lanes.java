package io.hindsight.scoring.linear;

/**
 * The innermost loops: two rows, to each of which multiples of other rows are added. All loads and
 * stores of a step are at the same place of different arrays, or the JIT would not use vectors.
 */
final class Lanes {
  static final int FOUR = 4;

  private Lanes() {}

  /**
   * Adds to {@code one[j]} four terms {@code by[k][i]·rows[k][j]}, one after the other, and the
   * same with {@code i + 1} to {@code two[j]}, for from ≤ j < to.
   */
  static void addFour(
      double[] one, double[] two, double[][] by, int i, double[][] rows, int k, int from, int to) {
    double[] x0 = rows[k];
    double[] x1 = rows[k + 1];
    double[] x2 = rows[k + 2];
    double[] x3 = rows[k + 3];
    double a0 = by[k][i];
    double a1 = by[k + 1][i];
    double a2 = by[k + 2][i];
    double a3 = by[k + 3][i];
    double b0 = by[k][i + 1];
    double b1 = by[k + 1][i + 1];
    double b2 = by[k + 2][i + 1];
    double b3 = by[k + 3][i + 1];
    for (int j = from; j < to; j++) {
      double y0 = x0[j];
      double y1 = x1[j];
      double y2 = x2[j];
      double y3 = x3[j];
      one[j] = Math.fma(a3, y3, Math.fma(a2, y2, Math.fma(a1, y1, Math.fma(a0, y0, one[j]))));
      two[j] = Math.fma(b3, y3, Math.fma(b2, y2, Math.fma(b1, y1, Math.fma(b0, y0, two[j]))));
    }
  }
}
