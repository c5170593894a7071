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
   * Same data, settings and seed: the same model, byte for byte, on any number of threads.
   *
   * @throws InvalidSettings as {@link #settings}
   */
  ItemModel train(TrainingData data, Map<String, String> settings, long seed, int threads);

  /** Reads what {@link ItemModel#write} wrote. */
  ItemModel read(DataInput in) throws IOException;
}
