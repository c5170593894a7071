package io.hindsight.scoring.linear;

/**
 * The innermost loops: multiples of rows are added to one row or two. All loads and stores of a
 * step are at the same place of different arrays, and a loop begins at 0 or at what is plainly a
 * multiple of {@value #STEP}: or the JIT would not use vectors, and they would take three times as
 * long.
 */
final class Lanes {
  static final int FOUR = 4;
  static final int EIGHT = 8;

  /** Where loops may begin. */
  static final int STEP = 32;

  private static final int ALIGNED = Integer.MAX_VALUE & -STEP;

  private Lanes() {}

  /**
   * Adds to {@code one[j]} four terms {@code by[k][i]·rows[k][j]}, one after the other, and the
   * same with {@code i + 1} to {@code two[j]}, for from ≤ j < to.
   *
   * @param from rounded down to a multiple of {@value #STEP}
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
    for (int j = from & ALIGNED; j < to; j++) {
      double y0 = x0[j];
      double y1 = x1[j];
      double y2 = x2[j];
      double y3 = x3[j];
      one[j] = Math.fma(a3, y3, Math.fma(a2, y2, Math.fma(a1, y1, Math.fma(a0, y0, one[j]))));
      two[j] = Math.fma(b3, y3, Math.fma(b2, y2, Math.fma(b1, y1, Math.fma(b0, y0, two[j]))));
    }
  }

  /** As {@link #addFour}, with eight terms. */
  static void addEight(
      float[] one, float[] two, float[][] by, float[][] rows, int k, int i, int from, int to) {
    float[] x0 = rows[k];
    float[] x1 = rows[k + 1];
    float[] x2 = rows[k + 2];
    float[] x3 = rows[k + 3];
    float[] x4 = rows[k + 4];
    float[] x5 = rows[k + 5];
    float[] x6 = rows[k + 6];
    float[] x7 = rows[k + 7];
    float a0 = by[k][i];
    float a1 = by[k + 1][i];
    float a2 = by[k + 2][i];
    float a3 = by[k + 3][i];
    float a4 = by[k + 4][i];
    float a5 = by[k + 5][i];
    float a6 = by[k + 6][i];
    float a7 = by[k + 7][i];
    float b0 = by[k][i + 1];
    float b1 = by[k + 1][i + 1];
    float b2 = by[k + 2][i + 1];
    float b3 = by[k + 3][i + 1];
    float b4 = by[k + 4][i + 1];
    float b5 = by[k + 5][i + 1];
    float b6 = by[k + 6][i + 1];
    float b7 = by[k + 7][i + 1];
    for (int j = from & ALIGNED; j < to; j++) {
      float y0 = x0[j];
      float y1 = x1[j];
      float y2 = x2[j];
      float y3 = x3[j];
      float y4 = x4[j];
      float y5 = x5[j];
      float y6 = x6[j];
      float y7 = x7[j];
      float a = Math.fma(a3, y3, Math.fma(a2, y2, Math.fma(a1, y1, Math.fma(a0, y0, one[j]))));
      float b = Math.fma(b3, y3, Math.fma(b2, y2, Math.fma(b1, y1, Math.fma(b0, y0, two[j]))));
      one[j] = Math.fma(a7, y7, Math.fma(a6, y6, Math.fma(a5, y5, Math.fma(a4, y4, a))));
      two[j] = Math.fma(b7, y7, Math.fma(b6, y6, Math.fma(b5, y5, Math.fma(b4, y4, b))));
    }
  }

  /** Adds eight terms {@code by[k]·rows[k][j]} to {@code sum[j]}. */
  static void addEight(float[] sum, float[] by, float[][] rows, int k, int from, int to) {
    float[] x0 = rows[k];
    float[] x1 = rows[k + 1];
    float[] x2 = rows[k + 2];
    float[] x3 = rows[k + 3];
    float[] x4 = rows[k + 4];
    float[] x5 = rows[k + 5];
    float[] x6 = rows[k + 6];
    float[] x7 = rows[k + 7];
    float w0 = by[k];
    float w1 = by[k + 1];
    float w2 = by[k + 2];
    float w3 = by[k + 3];
    float w4 = by[k + 4];
    float w5 = by[k + 5];
    float w6 = by[k + 6];
    float w7 = by[k + 7];
    for (int j = from & ALIGNED; j < to; j++) {
      float a =
          Math.fma(
              w3, x3[j], Math.fma(w2, x2[j], Math.fma(w1, x1[j], Math.fma(w0, x0[j], sum[j]))));
      sum[j] =
          Math.fma(w7, x7[j], Math.fma(w6, x6[j], Math.fma(w5, x5[j], Math.fma(w4, x4[j], a))));
    }
  }

  /** Adds {@code weight·row[j]} to {@code sum[j]}. */
  static void add(float[] sum, float[] row, float weight, int from, int to) {
    for (int j = from & ALIGNED; j < to; j++) {
      sum[j] = Math.fma(weight, row[j], sum[j]);
    }
  }

  /** Makes {@code into[j] = by·row[j]}. */
  static void multiply(float[] row, float by, float[] into) {
    for (int j = 0; j < row.length; j++) {
      into[j] = by * row[j];
    }
  }

  /** Puts the multiple of a row in its place, and what is subtracted for it elsewhere. */
  static void scale(float[] row, float by, float[] negative, int from) {
    for (int j = from & ALIGNED; j < row.length; j++) {
      float scaled = by * row[j];
      row[j] = scaled;
      negative[j] = -1 * scaled;
    }
  }

  /** Four sums, each of every fourth term, added up in one fixed order: no one long chain. */
  static float dot(float[] one, float[] two, int from, int to) {
    return dot(one, from, two, from, to - from);
  }

  static float dot(float[] one, int i, float[] two, int j, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int k = 0;
    for (; k + 3 < length; k += 4) {
      s0 = Math.fma(one[i + k], two[j + k], s0);
      s1 = Math.fma(one[i + k + 1], two[j + k + 1], s1);
      s2 = Math.fma(one[i + k + 2], two[j + k + 2], s2);
      s3 = Math.fma(one[i + k + 3], two[j + k + 3], s3);
    }
    for (; k < length; k++) {
      s0 = Math.fma(one[i + k], two[j + k], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }
}
