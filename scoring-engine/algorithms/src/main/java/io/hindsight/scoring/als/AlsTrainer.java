package io.hindsight.scoring.als;

import io.hindsight.scoring.als.RowSolver.HalfSweep;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.linear.NormalEquations;
import io.hindsight.scoring.linear.Workers;

/** Trains {@link AlsModel}s: the same bytes on any number of threads. */
public final class AlsTrainer {
  private static final int ROWS = 16;

  private final AlsConfig config;

  public AlsTrainer(AlsConfig config) {
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException naming the row or factor at which the numbers ran away
   */
  public AlsModel train(TrainingData data, long seed, int threads) {
    return new AlsTrainer(config.on(data)).trained(data, seed, threads);
  }

  private AlsModel trained(TrainingData data, long seed, int threads) {
    float unit = unit(data);
    long ahead = work(data);
    Factors users = new Factors(data.users(), config.factors());
    Factors items = Factors.random(data.items().size(), config.factors(), config.deviation(), seed);
    try (Workers workers = new Workers(threads)) {
      for (int sweep = 1; sweep <= config.sweeps(); sweep++) {
        halfSweep(data.byUser(), users, items, unit, ahead, workers);
        users.requireFinite("user", sweep);
        halfSweep(data.byItem(), items, users, unit, ahead, workers);
        items.requireFinite("item", sweep);
      }
      return new AlsModel(data.items(), config.factors(), items, config.objective(), unit, workers);
    }
  }

  /** Multiply-adds of all sweeps. */
  private long work(TrainingData data) {
    int width = config.block() == 0 ? config.factors() : Math.min(config.block(), config.factors());
    int blocks = (config.factors() + width - 1) / width;
    long rows = data.users() + data.items().size();
    return config.sweeps() * blocks * NormalEquations.work(width, 2L * data.pairs(), rows);
  }

  private void halfSweep(
      Rows rows, Factors own, Factors other, float unit, long ahead, Workers workers) {
    float[][] base = other.gram(config.alpha0(), workers);
    for (int i = 0; i < base.length; i++) {
      for (int j = 0; j < i; j++) {
        base[i][j] = base[j][i];
      }
    }
    HalfSweep sweep = new HalfSweep(rows, own, other, base, config.objective(), unit, ahead);
    int count = own.rows();
    workers.run(
        (count + ROWS - 1) / ROWS,
        () -> new RowSolver(sweep, config.block()),
        (solver, part) -> {
          for (int row = part * ROWS; row < Math.min(count, (part + 1) * ROWS); row++) {
            solver.solve(row);
          }
        });
  }

  /** One over the mean weight. */
  private static float unit(TrainingData data) {
    double sum = 0;
    for (int at = 0; at < data.pairs(); at++) {
      sum += data.byUser().weight(at);
    }
    return data.pairs() == 0 ? 1 : (float) (data.pairs() / sum);
  }
}
