package io.hindsight.scoring.slim;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.linear.Workers;
import java.util.Arrays;

/** XᵀX over the squared mean weight: of each item those that somebody has together with it. */
final class SparseGram {
  /** Bytes of a number and a product. */
  private static final long SPARSE = 8;

  /** Bytes of a product. */
  private static final long DENSE = 4;

  private static final double MEBIBYTE = 1 << 20;

  /** Rising; none where a row is whole. */
  private final int[][] columns;

  private final float[][] products;
  private final float[] squares;
  private final TrainingData data;
  private final double unit;

  private SparseGram(TrainingData data) {
    int items = data.items().size();
    this.data = data;
    columns = new int[items][];
    products = new float[items][];
    squares = new float[items];
    double mean = mean(data);
    unit = mean * mean;
  }

  /**
   * @param maxMemory MiB it may take
   * @throws IllegalArgumentException if it would take more, or the weights are too large for single
   *     precision
   */
  static SparseGram of(TrainingData data, int maxMemory, Workers workers) {
    int items = data.items().size();
    requireMemory(data, maxMemory, workers);
    SparseGram gram = new SparseGram(data);
    workers.run(items, () -> new double[items], (sums, item) -> gram.fill(item, sums));
    return gram;
  }

  TrainingData data() {
    return data;
  }

  /** The squared mean weight. */
  double unit() {
    return unit;
  }

  int size() {
    return squares.length;
  }

  /** How long a {@link #subtract} takes, in steps through a sparse row. */
  int steps(int item) {
    return columns[item].length == 0 ? products[item].length / 4 : columns[item].length;
  }

  /** Subtracts a multiple of an item's row. */
  void subtract(int item, double weight, double[] from) {
    float[] row = products[item];
    int[] own = columns[item];
    if (own.length == 0) {
      for (int j = 0; j < row.length; j++) {
        from[j] = Math.fma(-weight, row[j], from[j]);
      }
      return;
    }
    for (int i = 0; i < own.length; i++) {
      from[own[i]] = Math.fma(-weight, row[i], from[own[i]]);
    }
  }

  /**
   * Picks some of an item's row.
   *
   * @param items which; {@code size} of them
   * @param places of each item among those, -1 where it is none
   */
  void pick(int item, int[] items, int size, int[] places, float[] into) {
    float[] row = products[item];
    int[] own = columns[item];
    if (own.length == 0) {
      for (int at = 0; at < size; at++) {
        into[at] = row.length == 0 ? 0 : row[items[at]];
      }
      return;
    }
    Arrays.fill(into, 0, size, 0);
    for (int i = 0; i < own.length; i++) {
      if (places[own[i]] >= 0) {
        into[places[own[i]]] = row[i];
      }
    }
  }

  /** The diagonal. */
  float square(int item) {
    return squares[item];
  }

  private static double mean(TrainingData data) {
    double sum = 0;
    for (int at = 0; at < data.pairs(); at++) {
      sum += data.byUser().weight(at);
    }
    return data.pairs() == 0 ? 1 : sum / data.pairs();
  }

  private static void requireMemory(TrainingData data, int maxMemory, Workers workers) {
    int items = data.items().size();
    if (DENSE * (double) items * items <= maxMemory * MEBIBYTE) {
      return;
    }
    long[] bytes = new long[items];
    workers.run(
        items,
        () -> new double[items],
        (sums, item) -> {
          add(sums, item, data);
          long count = Arrays.stream(sums).filter(sum -> sum != 0).count();
          bytes[item] = dense(count, items) ? DENSE * items : SPARSE * count;
        });
    double needed = Arrays.stream(bytes).sum() / MEBIBYTE;
    if (needed > maxMemory) {
      throw new IllegalArgumentException(
          "%d items take %.0f MiB, maxMemory is %d".formatted(items, needed, maxMemory));
    }
  }

  private void fill(int item, double[] sums) {
    add(sums, item, data);
    int count = 0;
    for (int j = 0; j < sums.length; j++) {
      sums[j] = (float) (sums[j] / unit);
      count += sums[j] > 0 ? 1 : 0;
      if (!Double.isFinite(sums[j])) {
        throw new IllegalArgumentException(
            "the weights of items %d and %d are too far from the mean".formatted(item, j));
      }
    }
    squares[item] = (float) sums[item];
    boolean dense = dense(count, sums.length);
    columns[item] = new int[dense ? 0 : count];
    products[item] = new float[dense ? sums.length : count];
    int at = 0;
    for (int j = 0; j < sums.length; j++) {
      if (dense) {
        products[item][j] = (float) sums[j];
      } else if (sums[j] > 0) {
        columns[item][at] = j;
        products[item][at++] = (float) sums[j];
      }
    }
  }

  /** A row that is mostly there is walked through faster whole, for at most twice the memory. */
  private static boolean dense(long count, int items) {
    return 4 * count > items;
  }

  private static void add(double[] sums, int item, TrainingData data) {
    Arrays.fill(sums, 0);
    Rows byItem = data.byItem();
    Rows byUser = data.byUser();
    for (int at = byItem.start(item); at < byItem.start(item + 1); at++) {
      int user = byItem.column(at);
      double own = byItem.weight(at);
      for (int i = byUser.start(user); i < byUser.start(user + 1); i++) {
        sums[byUser.column(i)] += own * byUser.weight(i);
      }
    }
  }
}
