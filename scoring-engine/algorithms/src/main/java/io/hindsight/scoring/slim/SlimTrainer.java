package io.hindsight.scoring.slim;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.linear.Workers;
import io.hindsight.scoring.sparse.SparseModel;
import io.hindsight.scoring.sparse.SparseRows;
import java.util.Arrays;

/** Trains SLIM: the same bytes on any number of threads. */
public final class SlimTrainer {
  private static final double MEBIBYTE = 1 << 20;

  private final SlimConfig config;

  public SlimTrainer(SlimConfig config) {
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException if it would take more memory than allowed, or the weights are
   *     too large for single precision
   */
  public SparseModel train(TrainingData data, int threads) {
    int items = data.items().size();
    double needed = 4.0 * items * items / MEBIBYTE;
    if (needed > config.maxMemory()) {
      throw new IllegalArgumentException(
          "%d items take %.0f MiB, maxMemory is %d".formatted(items, needed, config.maxMemory()));
    }
    double unit = mean(data) * mean(data);
    float[][] gram = new float[items][items];
    SparseRows columns = new SparseRows(items);
    try (Workers workers = new Workers(threads)) {
      workers.run(items, () -> new double[items], (sums, i) -> fill(gram[i], sums, i, data, unit));
      workers.run(
          items,
          () -> new CoordinateDescent(gram, config),
          (descent, item) -> descent.solve(item, columns));
    }
    return columns.transposed().model(data.items());
  }

  private static double mean(TrainingData data) {
    double sum = 0;
    for (int at = 0; at < data.pairs(); at++) {
      sum += data.byUser().weight(at);
    }
    return data.pairs() == 0 ? 1 : sum / data.pairs();
  }

  /** A row of XᵀX over the squared mean weight. */
  private static void fill(float[] row, double[] sums, int item, TrainingData data, double unit) {
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
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) (sums[j] / unit);
      if (!Float.isFinite(row[j])) {
        throw new IllegalArgumentException(
            "the weights of items %d and %d are too far from the mean".formatted(item, j));
      }
    }
  }
}
