package io.hindsight.scoring.ease;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.linear.Workers;

/** Trains {@link EaseModel}s: the same bytes on any number of threads. */
public final class EaseTrainer {
  private static final double MEBIBYTE = 1 << 20;

  /** What a training may take of the heap there is. */
  private static final double HEAP_SHARE = 0.9;

  /** What the inverse over users may take of what is allowed and stay in doubles. */
  private static final double DOUBLES_SHARE = 0.125;

  private final EaseConfig config;

  public EaseTrainer(EaseConfig config) {
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException if it would take more memory than allowed, or if the weights
   *     are so far apart that no inverse can be found
   */
  public EaseModel train(TrainingData data, int threads) {
    double heap = Runtime.getRuntime().maxMemory() / MEBIBYTE;
    return train(data, threads, way(data.users(), data.items().size(), config, heap));
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

  /**
   * By the smaller side, if that takes no more than is allowed; in doubles where these are an
   * eighth of it. What there is of heap refuses and never chooses: the same data and settings give
   * the same bytes in every process that can make them at all.
   *
   * @param heap MiB that this process may have
   */
  static Way way(int users, int items, EaseConfig config, double heap) {
    double userSquare = (double) users * users / MEBIBYTE;
    double itemSquare = (double) items * items / MEBIBYTE;
    double overItems = 5 * itemSquare;
    double wide = 8 * userSquare + 4 * itemSquare;
    double narrow = Math.max(5 * userSquare, 4 * userSquare + 4 * itemSquare);
    Way way = Way.ITEMS;
    double needed = overItems;
    if (users < items && wide <= DOUBLES_SHARE * config.maxMemory()) {
      way = Way.USERS;
      needed = wide;
    } else if (users < items && narrow <= config.maxMemory()) {
      way = Way.USERS_NARROW;
      needed = narrow;
    }
    double allowed = HEAP_SHARE * heap;
    if (needed > Math.min(config.maxMemory(), allowed)) {
      throw new IllegalArgumentException(
          "%d items of %d users take %.0f MiB, %s"
              .formatted(items, users, needed, remedy(needed, overItems, config, allowed)));
    }
    return way;
  }

  private static String remedy(double needed, double overItems, EaseConfig config, double allowed) {
    if (needed > config.maxMemory()) {
      return "maxMemory is " + config.maxMemory();
    }
    String larger = "this process may use %.0f: give it a larger heap (-Xmx)".formatted(allowed);
    return overItems < Math.min(needed, allowed)
        ? "%s, or set maxMemory=%.0f, which goes over items instead"
            .formatted(larger, Math.ceil(overItems))
        : larger;
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
