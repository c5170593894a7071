package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.slim.SlimConfig;
import io.hindsight.scoring.slim.SlimTrainer;
import io.hindsight.scoring.sparse.SparseModel;
import java.io.DataInput;
import java.io.IOException;

/** {@code slim}: l1, l2, passes, maxMemory. Draws nothing, so its seed is unused. */
final class Slim extends ConfiguredAlgorithm<SlimConfig> {

  Slim() {
    super("slim");
  }

  @Override
  SlimConfig config(Settings settings) {
    SlimConfig defaults = SlimConfig.DEFAULT;
    return new SlimConfig(
        settings.number("l1", defaults.l1()),
        settings.number("l2", defaults.l2()),
        settings.integer("passes", defaults.passes()),
        settings.integer("maxMemory", defaults.maxMemory()));
  }

  @Override
  ItemModel train(TrainingData data, SlimConfig config, long seed, int threads) {
    return new SlimTrainer(config).train(data, threads);
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return SparseModel.read(in);
  }
}
