package io.hindsight.scoring.popular;

import io.hindsight.scoring.data.TimeDecay;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;

/** Adds up what everybody did with each item of late. */
public final class TrendingTrainer {
  private final TrendingConfig config;

  public TrendingTrainer(TrendingConfig config) {
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException if the data do not tell what is new
   */
  public PopularModel train(TrainingData data) {
    if (!data.timed()) {
      throw new IllegalArgumentException(
          "the interactions have no times, so nothing tells what is new; give a timestamp, or take"
              + " most-popular");
    }
    long now = newest(data);
    TimeDecay decay = new TimeDecay(config.halfLife() / 24);
    Rows rows = data.byUser();
    double[] sums = new double[data.items().size()];
    for (int at = 0; at < data.pairs(); at++) {
      sums[rows.column(at)] += (double) rows.weight(at) * decay.left(data.time(at), now);
    }
    return PopularModel.of(data.items(), sums);
  }

  private static long newest(TrainingData data) {
    long newest = Long.MIN_VALUE;
    for (int at = 0; at < data.pairs(); at++) {
      newest = Math.max(newest, data.time(at));
    }
    return newest;
  }
}
