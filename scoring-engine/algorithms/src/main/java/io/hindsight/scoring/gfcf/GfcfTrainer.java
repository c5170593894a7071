package io.hindsight.scoring.gfcf;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.linear.Workers;
import io.hindsight.scoring.sparse.SparseRows;

/** Trains {@link GfcfModel}s: the same bytes on any number of threads. */
public final class GfcfTrainer {
  private static final double MEBIBYTE = 1 << 20;

  private final GfcfConfig config;

  public GfcfTrainer(GfcfConfig config) {
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException if it could take more memory than allowed
   */
  public GfcfModel train(TrainingData data, long seed, int threads) {
    requireMemory(data);
    NormalizedMatrix matrix = new NormalizedMatrix(data);
    int items = matrix.items();
    SparseRows linear = new SparseRows(items);
    float[] roots = new float[items];
    for (int item = 0; item < items; item++) {
      roots[item] = (float) matrix.root(item);
    }
    try (Workers workers = new Workers(threads)) {
      workers.run(
          items,
          () -> new Row(items),
          (row, item) -> {
            int size = matrix.gramRow(item, row.sums, row.touched, row.met);
            linear.putLargest(item, row.sums, row.touched, size, size);
          });
      float[] vectors = SingularVectors.of(matrix, config, seed, workers);
      return new GfcfModel(
          linear.model(data.items()), config.factors(), vectors, roots, (float) config.alpha());
    }
  }

  private void requireMemory(TrainingData data) {
    double items = data.items().size();
    double met = 0;
    for (int user = 0; user < data.users(); user++) {
      met += (double) data.byUser().length(user) * data.byUser().length(user);
    }
    double pairs = 16 * Math.min(met, items * items);
    double vectors = 8.0 * (config.factors() + 32) * (items + data.users());
    double needed = (pairs + vectors) / MEBIBYTE;
    if (needed > config.maxMemory()) {
      throw new IllegalArgumentException(
          "%d items of %d users may take %.0f MiB, maxMemory is %d"
              .formatted(data.items().size(), data.users(), needed, config.maxMemory()));
    }
  }

  /** What a thread makes a row in. */
  private static final class Row {
    private final double[] sums;
    private final int[] touched;
    private final boolean[] met;

    Row(int items) {
      sums = new double[items];
      touched = new int[items];
      met = new boolean[items];
    }
  }
}
