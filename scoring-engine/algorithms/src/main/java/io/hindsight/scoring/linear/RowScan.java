package io.hindsight.scoring.linear;

import java.util.Arrays;

/**
 * Vectors the other way round, in blocks of rows, for the inner products of all with one or some.
 * By plain loops: vectors asked for by name were no faster for one, which waits for memory, and
 * slower for eight, since the columns of a tile share few places of the cache.
 */
public final class RowScan {
  private static final Kernels KERNELS = new PlainKernels();

  /** Long columns, since memory is read fastest along a few of them side by side. */
  static final int BLOCK = 4_096;

  /** So many rows of a block stay in the cache for several vectors. */
  private static final int SLICE = 512;

  private final int rows;
  private final int width;
  private final float[][][] columns;

  /**
   * @param values {@code rows × width}, row-major
   * @param width a multiple of eight
   */
  public RowScan(float[] values, int rows, int width) {
    this.rows = rows;
    this.width = width;
    columns = new float[(rows + BLOCK - 1) / BLOCK][width][];
    for (int block = 0; block < columns.length; block++) {
      int first = block * BLOCK;
      for (int k = 0; k < width; k++) {
        float[] column = new float[Kernels.padded(length(block))];
        for (int i = 0; i < length(block); i++) {
          column[i] = values[(first + i) * width + k];
        }
        columns[block][k] = column;
      }
    }
  }

  /** The inner product of each row and this vector. */
  public float[] products(float[] vector) {
    float[] products = new float[rows];
    float[] part = new float[BLOCK];
    for (int block = 0; block < blocks(); block++) {
      products(block, vector, part);
      System.arraycopy(part, 0, products, block * BLOCK, length(block));
    }
    return products;
  }

  int rows() {
    return rows;
  }

  int width() {
    return width;
  }

  int blocks() {
    return columns.length;
  }

  /** How many rows a block has. */
  int length(int block) {
    return Math.min(BLOCK, rows - block * BLOCK);
  }

  /**
   * The same of one block.
   *
   * @param into of {@value #BLOCK}
   */
  void products(int block, float[] vector, float[] into) {
    Arrays.fill(into, 0);
    KERNELS.addRow(into, vector, columns[block], 0, width, 0, Kernels.padded(length(block)));
  }

  /**
   * The same for several vectors.
   *
   * @param byFactor the vectors the other way round
   * @param into of {@value #BLOCK}, a multiple of four of them
   */
  void products(int block, float[][] byFactor, float[][] into) {
    int end = Kernels.padded(length(block));
    for (float[] products : into) {
      Arrays.fill(products, 0);
    }
    for (int from = 0; from < end; from += SLICE) {
      int until = Math.min(end, from + SLICE);
      KERNELS.addProducts(into, 0, into.length, byFactor, columns[block], 0, width, from, until);
    }
  }
}
