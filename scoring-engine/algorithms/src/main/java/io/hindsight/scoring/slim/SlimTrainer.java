package io.hindsight.scoring.slim;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.linear.Workers;
import io.hindsight.scoring.sparse.SparseModel;
import io.hindsight.scoring.sparse.SparseRows;

/** Trains SLIM: the same bytes on any number of threads. */
public final class SlimTrainer {
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
    SparseRows columns = new SparseRows(items);
    try (Workers workers = new Workers(threads)) {
      SparseGram gram = SparseGram.of(data, config.maxMemory(), workers);
      workers.run(
          items,
          () -> new CoordinateDescent(gram, config),
          (descent, item) -> descent.solve(item, columns));
    }
    return columns.transposed().model(data.items());
  }
}
