package io.hindsight.scoring.linear;

import java.util.Arrays;

/** Vectors the other way round, in blocks of rows, for the inner products of all with one. */
public final class RowScan {
  static final int BLOCK = 512;

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
    for (int block = 0; block < blocks(); block++) {
      System.arraycopy(part, 0, products, block * BLOCK, products(block, vector, part));
    }
    return products;
  }

  int rows() {
    return rows;
  }

  int blocks() {
    return (rows + BLOCK - 1) / BLOCK;
  }

  /**
   * The same of one block.
   *
   * @param into holds at least {@value #BLOCK}
   * @return how many rows the block has
   */
  int products(int block, float[] vector, float[] into) {
    int length = Math.min(BLOCK, rows - block * BLOCK);
    Arrays.fill(into, 0, length, 0);
    for (int k = 0; k < width; k += Lanes.EIGHT) {
      Lanes.addEight(into, byFactor, block * width + k, vector, k, length);
    }
    return length;
  }
}
