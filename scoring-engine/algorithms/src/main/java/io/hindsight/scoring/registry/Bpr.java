package io.hindsight.scoring.registry;

import io.hindsight.scoring.bpr.BprConfig;
import io.hindsight.scoring.bpr.BprModel;
import io.hindsight.scoring.bpr.BprTrainer;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import java.io.DataInput;
import java.io.IOException;

/** {@code bpr}: factors, learningRate, regularization, epochs, foldIn. */
final class Bpr extends ConfiguredAlgorithm<BprConfig> {

  Bpr() {
    super("bpr");
  }

  @Override
  BprConfig config(Settings settings) {
    BprConfig defaults = BprConfig.DEFAULT;
    return new BprConfig(
        settings.integer("factors", defaults.factors()),
        settings.number("learningRate", defaults.learningRate()),
        settings.number("regularization", defaults.regularization()),
        settings.integer("epochs", defaults.epochs()),
        settings.integer("foldIn", defaults.foldIn()));
  }

  @Override
  ItemModel train(TrainingData data, BprConfig config, long seed, int threads) {
    return new BprTrainer(config).train(data, seed, threads);
  }

  @Override
  public boolean factorizes() {
    return true;
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return BprModel.read(in);
  }
}
