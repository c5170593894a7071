package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.ease.EaseConfig;
import io.hindsight.scoring.ease.EaseModel;
import io.hindsight.scoring.ease.EaseTrainer;
import io.hindsight.scoring.model.ItemModel;
import java.io.DataInput;
import java.io.IOException;

/** {@code ease}: l2, maxMemory. Draws nothing, so its seed is unused. */
final class Ease extends ConfiguredAlgorithm<EaseConfig> {

  Ease() {
    super("ease");
  }

  @Override
  EaseConfig config(Settings settings) {
    EaseConfig defaults = EaseConfig.DEFAULT;
    return new EaseConfig(
        settings.number("l2", defaults.l2()), settings.integer("maxMemory", defaults.maxMemory()));
  }

  @Override
  ItemModel train(TrainingData data, EaseConfig config, long seed, int threads) {
    return new EaseTrainer(config).train(data, threads);
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return EaseModel.read(in);
  }
}
