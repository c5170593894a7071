package io.hindsight.scoring.linear;

/**
 * The innermost loops, of which there are two versions with the same bits: each element of a sum is
 * one chain of fused multiply-adds in the order of the terms, whatever the width of a vector. Rows
 * are padded, so that a vector may reach beyond their last column.
 */
interface Kernels {

  /** For all work in single precision. */
  Gate GATE = Gate.ofSetting();

  /** The lengths of padded rows are multiples of it, and no vector is wider. */
  int WIDEST = 16;

  /**
   * Adds to {@code sum[i][j]} the terms {@code left[k][i]·right[k][j]}, one after the other, for
   * from ≤ i < to, first ≤ k < end and column ≤ j < until. What lies left of that column may
   * change.
   *
   * @param to four rows after {@code from}, or eight, or twelve
   * @param until at most the padded length of the rows
   */
  void addProducts(
      float[][] sum,
      int from,
      int to,
      float[][] left,
      float[][] right,
      int first,
      int end,
      int column,
      int until);

  /** The same for one row: {@code by[k]·rows[k][j]}. */
  void addRow(float[] sum, float[] by, float[][] rows, int first, int end, int column, int until);

  /**
   * Makes {@code into[k][j] = by[k]·rows[k][j]}, for k < end and all j.
   *
   * @param end a multiple of eight
   */
  void multiplyRows(float[][] rows, float[] by, float[][] into, int end);

  static int padded(int length) {
    return (length + WIDEST - 1) / WIDEST * WIDEST;
  }
}
