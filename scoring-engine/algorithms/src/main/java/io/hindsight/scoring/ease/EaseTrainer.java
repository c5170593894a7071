package io.hindsight.scoring.ease;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.linear.Workers;

/** Trains {@link EaseModel}s: the same bytes on any number of threads. */
public final class EaseTrainer {
  private static final double MEBIBYTE = 1 << 20;

  /** What a training may take of the heap there is. */
  private static final double HEAP_SHARE = 0.9;

  private final EaseConfig config;

  public EaseTrainer(EaseConfig config) {
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException if it would take more memory than allowed, or if the weights
   *     are so far apart that no inverse can be found
   */
  public EaseModel train(TrainingData data, int threads) {
    return train(data, threads, way(data));
  }

  /** How the solution is found. */
  enum Way {
    ITEMS,
    USERS,
    /** As over users, the inverse kept in floats once it is found. */
    USERS_NARROW
  }

  EaseModel train(TrainingData data, int threads, Way way) {
    double l2 = config.l2() * squaredMeanWeight(data);
    try (Workers workers = new Workers(threads)) {
      float[][] weights =
          switch (way) {
            case ITEMS -> OverItems.weights(data, l2, workers);
            case USERS -> OverUsers.weights(data, l2, false, workers);
            case USERS_NARROW -> OverUsers.weights(data, l2, true, workers);
          };
      return new EaseModel(data.items(), weights);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "the weights are too far apart for l2 = %s: %s".formatted(config.l2(), e.getMessage()),
          e);
    }
  }

  /** By the smaller side, if there is memory for it. */
  private Way way(TrainingData data) {
    double items = (double) data.items().size() * data.items().size();
    double users = (double) data.users() * data.users();
    double heap = HEAP_SHARE * Runtime.getRuntime().maxMemory() / MEBIBYTE;
    double allowed = Math.min(config.maxMemory(), heap);
    double itemSide = 5 * items / MEBIBYTE;
    double userSide = (8 * users + 4 * items) / MEBIBYTE;
    double narrow = Math.max(5 * users, 4 * users + 4 * items) / MEBIBYTE;
    if (data.users() < data.items().size() && narrow <= allowed) {
      return userSide <= allowed ? Way.USERS : Way.USERS_NARROW;
    }
    if (itemSide <= allowed) {
      return Way.ITEMS;
    }
    double needed = Math.min(itemSide, narrow);
    throw new IllegalArgumentException(
        "%d items of %d users take %.0f MiB, %s"
            .formatted(
                data.items().size(),
                data.users(),
                needed,
                needed > config.maxMemory()
                    ? "maxMemory is " + config.maxMemory()
                    : "this process may use %.0f: give it a larger heap (-Xmx)".formatted(heap)));
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
