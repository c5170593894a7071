package io.hindsight.scoring.ease;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.linear.Workers;

/** Trains {@link EaseModel}s: the same bytes on any number of threads. */
public final class EaseTrainer {
  private static final double MEBIBYTE = 1 << 20;

  private final EaseConfig config;

  public EaseTrainer(EaseConfig config) {
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException if it would take more memory than allowed, or if the weights
   *     are so far apart that no inverse can be found
   */
  public EaseModel train(TrainingData data, int threads) {
    return train(data, threads, overUsers(data));
  }

  EaseModel train(TrainingData data, int threads, boolean overUsers) {
    double l2 = config.l2() * squaredMeanWeight(data);
    try (Workers workers = new Workers(threads)) {
      float[][] weights =
          overUsers ? OverUsers.weights(data, l2, workers) : OverItems.weights(data, l2, workers);
      return new EaseModel(data.items(), weights);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "the weights are too far apart for l2 = %s: %s".formatted(config.l2(), e.getMessage()),
          e);
    }
  }

  /** By the smaller side, if there is memory for it. */
  private boolean overUsers(TrainingData data) {
    double items = (double) data.items().size() * data.items().size();
    double users = (double) data.users() * data.users();
    double itemSide = 5 * items / MEBIBYTE;
    double userSide = (8 * users + 4 * items) / MEBIBYTE;
    if (data.users() < data.items().size() && userSide <= config.maxMemory()) {
      return true;
    }
    if (itemSide <= config.maxMemory()) {
      return false;
    }
    throw new IllegalArgumentException(
        "%d items of %d users take %.0f MiB, maxMemory is %d"
            .formatted(
                data.items().size(),
                data.users(),
                Math.min(itemSide, userSide),
                config.maxMemory()));
  }

  private static double squaredMeanWeight(TrainingData data) {
    double sum = 0;
    for (int at = 0; at < data.pairs(); at++) {
      sum += data.byUser().weight(at);
    }
    double mean = data.pairs() == 0 ? 1 : sum / data.pairs();
    return mean * mean;
  }
}
