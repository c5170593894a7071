package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.knn.ItemKnnConfig;
import io.hindsight.scoring.knn.ItemKnnModel;
import io.hindsight.scoring.knn.ItemKnnTrainer;
import io.hindsight.scoring.model.ItemModel;
import java.io.DataInput;
import java.io.IOException;

/**
 * {@code item-knn}: neighbours, shrinkage, longestRow, similarity, weighting, neighboursOf. Draws
 * nothing, so its seed is unused.
 */
final class ItemKnn extends ConfiguredAlgorithm<ItemKnnConfig> {

  ItemKnn() {
    super("item-knn");
  }

  @Override
  ItemKnnConfig config(Settings settings) {
    ItemKnnConfig defaults = ItemKnnConfig.DEFAULT;
    return new ItemKnnConfig(
        settings.integer("neighbours", defaults.neighbours()),
        settings.number("shrinkage", defaults.shrinkage()),
        settings.integer("longestRow", defaults.longestRow()),
        settings.choice("similarity", defaults.similarity()),
        settings.choice("weighting", defaults.weighting()),
        settings.choice("neighboursOf", defaults.neighboursOf()));
  }

  @Override
  ItemModel train(TrainingData data, ItemKnnConfig config, long seed, int threads) {
    return new ItemKnnTrainer(config).train(data, threads);
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return ItemKnnModel.read(in);
  }
}
