package io.hindsight.scoring.linear;

import java.util.Arrays;

/**
 * The inverse of a symmetric positive definite matrix, in place: the symmetric sweep (J. H.
 * Goodnight, "A tutorial on the SWEEP operator", The American Statistician 33(3), 1979) of a block
 * of rows at a time. With {@code K} the block, {@code N = -A_KK⁻¹} and {@code W = N·A_K·}, a sweep
 * is
 *
 * <pre>
 *   A_ij ← A_ij + Σ_k A_ik·W_kj     A_iK ← -W_Kiᵀ     A_KK ← N     for i, j not in K
 * </pre>
 *
 * and after all blocks {@code A = -A⁻¹}. It takes {@code n³} floating-point operations, as many as
 * a Cholesky decomposition and the inverse by it, and is all of one kind, so that it is fast and
 * shares well. Only the lower triangle is kept: {@code 4·n²} bytes, and {@code 1,024·n} beside.
 */
public final class SymmetricInverse {
  private static final int BLOCK = 64;
  private static final int BAND = 128;
  private static final int TILE = 512;

  private final double[][] rows;
  private final int size;
  private final Workers workers;
  private final double[][] panel;
  private final double[][] product;

  private SymmetricInverse(double[][] rows, int size, Workers workers) {
    this.rows = rows;
    this.size = size;
    this.workers = workers;
    this.panel = new double[BLOCK][rows.length];
    this.product = new double[BLOCK][rows.length];
  }

  /** Room for the lower triangle of a matrix; what lies beyond the diagonal is of no account. */
  public static double[][] triangle(int size) {
    // Rows go in pairs of equal length, a last one with a row beside it that nobody reads.
    double[][] rows = new double[size + size % 2][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[(i | 1) + 1];
    }
    return rows;
  }

  /**
   * Replaces a matrix by its inverse.
   *
   * @param rows made by {@link #triangle}
   * @throws ArithmeticException naming the row at which the matrix turns out not to be positive
   *     definite
   */
  public static void invert(double[][] rows, int size, Workers workers) {
    SymmetricInverse inverse = new SymmetricInverse(rows, size, workers);
    for (int block = 0; block < size; block += BLOCK) {
      inverse.sweep(block, Math.min(size, block + BLOCK));
    }
    workers.run(
        rows.length,
        i -> {
          for (int j = 0; j < rows[i].length; j++) {
            rows[i][j] = -rows[i][j];
          }
        });
  }

  private void sweep(int from, int to) {
    double[][] negative = SmallInverse.negativeOf(rows, from, to, BLOCK);
    int bands = (rows.length + BAND - 1) / BAND;
    workers.run(bands, band -> multiply(negative, from, to, band * BAND));
    workers.run(bands, band -> update(negative, from, to, band * BAND));
  }

  /** A band of columns of the block's rows, times the block's inverse. */
  private void multiply(double[][] negative, int from, int to, int first) {
    int last = Math.min(rows.length, first + BAND);
    for (int k = 0; k < BLOCK; k++) {
      Arrays.fill(product[k], first, last, 0);
      if (k >= to - from) {
        Arrays.fill(panel[k], first, last, 0);
      }
    }
    for (int j = first; j < last; j++) {
      for (int k = from; k < to; k++) {
        panel[k - from][j] = j < k ? rows[k][j] : j < size ? rows[j][k] : 0;
      }
    }
    for (int k = 0; k < BLOCK; k += 2) {
      for (int l = 0; l < BLOCK; l += Lanes.FOUR) {
        Lanes.addFour(product[k], product[k + 1], negative, k, panel, l, first, last);
      }
    }
  }

  private void update(double[][] negative, int from, int to, int first) {
    int last = Math.min(rows.length, first + BAND);
    for (int tile = 0; tile < last; tile += TILE) {
      for (int i = Math.max(first, tile & ~1); i < last; i += 2) {
        if (i < from || i >= to) {
          int end = Math.min(rows[i].length, tile + TILE);
          for (int k = 0; k < BLOCK; k += Lanes.FOUR) {
            Lanes.addFour(rows[i], rows[i + 1], panel, i, product, k, tile, end);
          }
        }
      }
    }
    for (int i = first; i < last; i++) {
      if (i >= to) {
        for (int k = from; k < to; k++) {
          rows[i][k] = -product[k - from][i];
        }
      } else if (i >= from) {
        for (int j = 0; j < from; j++) {
          rows[i][j] = -product[i - from][j];
        }
        System.arraycopy(negative[i - from], 0, rows[i], from, i - from + 1);
      }
    }
  }
}
