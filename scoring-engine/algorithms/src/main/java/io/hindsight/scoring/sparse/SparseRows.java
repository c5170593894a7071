package io.hindsight.scoring.sparse;

import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;

/** A sparse matrix while it is made. Different threads may make different rows. */
public final class SparseRows {
  private final int[][] columns;
  private final float[][] weights;

  public SparseRows(int items) {
    columns = new int[items][];
    weights = new float[items][];
    Arrays.fill(columns, new int[0]);
    Arrays.fill(weights, new float[0]);
  }

  /**
   * @param columns rising, the row's own number not among them; not copied
   */
  public void put(int row, int[] columns, float[] weights) {
    this.columns[row] = columns;
    this.weights[row] = weights;
  }

  /**
   * The largest few of the positive values, ties to the smaller number.
   *
   * @param touched the numbers that have a value, each once
   */
  public void putLargest(int row, double[] values, int[] touched, int size, int keep) {
    long[] ranked = new long[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      float value = touched[i] == row ? 0 : (float) values[touched[i]];
      if (value > 0) {
        ranked[count++] = ((long) ~Float.floatToIntBits(value) << 32) | touched[i];
      }
    }
    Arrays.sort(ranked, 0, count);
    int kept = Math.min(count, keep);
    int[] rising = new int[kept];
    for (int i = 0; i < kept; i++) {
      rising[i] = (int) ranked[i];
    }
    Arrays.sort(rising);
    float[] own = new float[kept];
    for (int i = 0; i < kept; i++) {
      own[i] = (float) values[rising[i]];
    }
    put(row, rising, own);
  }

  /**
   * @throws IllegalArgumentException if a weight is not finite, or there are too many
   */
  public SparseModel model(ItemIndex items) {
    int[] starts = new int[columns.length + 1];
    for (int row = 0; row < columns.length; row++) {
      starts[row + 1] = starts[row] + columns[row].length;
      if (starts[row + 1] < 0) {
        throw new IllegalArgumentException(
            "the model has more entries than an array can, at item %d of %d: keep fewer of each"
                .formatted(row, columns.length));
      }
    }
    int[] allColumns = new int[starts[columns.length]];
    float[] allWeights = new float[allColumns.length];
    for (int row = 0; row < columns.length; row++) {
      System.arraycopy(columns[row], 0, allColumns, starts[row], columns[row].length);
      System.arraycopy(weights[row], 0, allWeights, starts[row], columns[row].length);
    }
    return new SparseModel(items, starts, allColumns, allWeights);
  }

  /** The same with rows for columns. */
  public SparseRows transposed() {
    int[] counts = new int[columns.length];
    for (int[] row : columns) {
      for (int column : row) {
        counts[column]++;
      }
    }
    SparseRows other = new SparseRows(columns.length);
    for (int i = 0; i < counts.length; i++) {
      other.put(i, new int[counts[i]], new float[counts[i]]);
    }
    int[] next = new int[columns.length];
    for (int row = 0; row < columns.length; row++) {
      for (int i = 0; i < columns[row].length; i++) {
        int column = columns[row][i];
        other.columns[column][next[column]] = row;
        other.weights[column][next[column]++] = weights[row][i];
      }
    }
    return other;
  }
}
