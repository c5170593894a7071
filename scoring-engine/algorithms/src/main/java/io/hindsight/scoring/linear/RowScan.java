package io.hindsight.scoring.linear;

import java.util.Arrays;

/** Vectors the other way round, in blocks of rows, for the inner products of all with one. */
public final class RowScan {
  private static final int BLOCK = 512;

  private final int rows;
  private final int width;
  private final float[][] byFactor;

  /**
   * @param values {@code rows × width}, row-major
   * @param width a multiple of eight
   */
  public RowScan(float[] values, int rows, int width) {
    this.rows = rows;
    this.width = width;
    int blocks = (rows + BLOCK - 1) / BLOCK;
    byFactor = new float[blocks * width][];
    for (int at = 0; at < byFactor.length; at++) {
      int first = at / width * BLOCK;
      float[] column = new float[Math.min(BLOCK, rows - first)];
      for (int i = 0; i < column.length; i++) {
        column[i] = values[(first + i) * width + at % width];
      }
      byFactor[at] = column;
    }
  }

  /** The inner product of each row and this vector. */
  public float[] products(float[] vector) {
    float[] products = new float[rows];
    float[] part = new float[BLOCK];
    for (int first = 0; first < rows; first += BLOCK) {
      int length = Math.min(BLOCK, rows - first);
      Arrays.fill(part, 0);
      for (int k = 0; k < width; k += Lanes.EIGHT) {
        Lanes.addEight(part, byFactor, first / BLOCK * width + k, vector, k, length);
      }
      System.arraycopy(part, 0, products, first, length);
    }
    return products;
  }
}
