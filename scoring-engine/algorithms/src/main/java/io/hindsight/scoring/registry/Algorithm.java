package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import java.io.DataInput;
import java.io.IOException;
import java.util.Map;

/** One algorithm, as the registry knows it. */
public interface Algorithm {

  /** Lower case with hyphens: {@code item-knn}. */
  String name();

  /**
   * All settings, defaults filled in: what goes into the provenance.
   *
   * @throws InvalidSettings saying which one is wrong and what would be right
   */
  Map<String, String> settings(Map<String, String> given);

  /**
   * As {@link #settings}, with the defaults that provenance leaves out, since they are those of
   * before there was the setting.
   *
   * @throws InvalidSettings as {@link #settings}
   */
  default Map<String, String> everySetting(Map<String, String> given) {
    return settings(given);
  }

  /**
   * Same data, settings and seed: the same model, byte for byte, on any number of threads.
   *
   * @throws InvalidSettings as {@link #settings}
   */
  ItemModel train(TrainingData data, Map<String, String> settings, long seed, int threads);

  /**
   * Of how many people at least each row is that a model with these settings keeps: a server does
   * not train what would keep single people's histories.
   *
   * @throws InvalidSettings as {@link #settings}
   */
  default int leastPeopleKept(Map<String, String> settings) {
    return Integer.MAX_VALUE;
  }

  /** Whether its models are {@link io.hindsight.scoring.model.Factorized}. */
  default boolean factorizes() {
    return false;
  }

  /** Reads what {@link ItemModel#write} wrote. */
  ItemModel read(DataInput in) throws IOException;
}
