package io.hindsight.scoring.registry;

import io.hindsight.scoring.als.AlsConfig;
import io.hindsight.scoring.als.AlsModel;
import io.hindsight.scoring.als.AlsTrainer;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import java.io.DataInput;
import java.io.IOException;

/** {@code als}: factors, regularization, alpha0, exponent, deviation, sweeps, block. */
final class Als extends ConfiguredAlgorithm<AlsConfig> {

  Als() {
    super("als");
  }

  @Override
  AlsConfig config(Settings settings) {
    AlsConfig defaults = AlsConfig.DEFAULT;
    return new AlsConfig(
        settings.integer("factors", defaults.factors()),
        settings.number("regularization", defaults.regularization()),
        settings.numberOrAuto("alpha0", AlsConfig.BY_DENSITY),
        settings.number("exponent", defaults.exponent()),
        settings.number("deviation", defaults.deviation()),
        settings.integer("sweeps", defaults.sweeps()),
        settings.integer("block", defaults.block()));
  }

  @Override
  ItemModel train(TrainingData data, AlsConfig config, long seed, int threads) {
    return new AlsTrainer(config).train(data, seed, threads);
  }

  @Override
  public boolean factorizes() {
    return true;
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return AlsModel.read(in);
  }
}
