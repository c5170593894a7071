package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.knn.ItemKnnConfig;
import io.hindsight.scoring.knn.ItemKnnModel;
import io.hindsight.scoring.knn.ItemKnnTrainer;
import io.hindsight.scoring.model.ItemModel;
import java.io.DataInput;
import java.io.IOException;
import java.util.Map;

/** {@code item-knn}: neighbours, shrinkage, longestRow. Draws nothing, so its seed is unused. */
final class ItemKnn implements Algorithm {
  private static final String NAME = "item-knn";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> settings(Map<String, String> given) {
    Settings settings = new Settings(NAME, given);
    config(settings);
    return settings.all();
  }

  @Override
  public ItemModel train(TrainingData data, Map<String, String> given, long seed, int threads) {
    Settings settings = new Settings(NAME, given);
    ItemKnnConfig config = config(settings);
    settings.all();
    return new ItemKnnTrainer(config).train(data, threads);
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return ItemKnnModel.read(in);
  }

  private static ItemKnnConfig config(Settings settings) {
    ItemKnnConfig defaults = ItemKnnConfig.DEFAULT;
    try {
      return new ItemKnnConfig(
          settings.integer("neighbours", defaults.neighbours()),
          settings.number("shrinkage", defaults.shrinkage()),
          settings.integer("longestRow", defaults.longestRow()));
    } catch (InvalidSettings e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidSettings(NAME + ": " + e.getMessage());
    }
  }
}
