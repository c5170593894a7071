package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.gfcf.GfcfConfig;
import io.hindsight.scoring.gfcf.GfcfModel;
import io.hindsight.scoring.gfcf.GfcfTrainer;
import io.hindsight.scoring.model.ItemModel;
import java.io.DataInput;
import java.io.IOException;

/** {@code gf-cf}: factors, alpha, iterations, maxMemory. */
final class Gfcf extends ConfiguredAlgorithm<GfcfConfig> {

  Gfcf() {
    super("gf-cf");
  }

  @Override
  GfcfConfig config(Settings settings) {
    GfcfConfig defaults = GfcfConfig.DEFAULT;
    return new GfcfConfig(
        settings.integer("factors", defaults.factors()),
        settings.number("alpha", defaults.alpha()),
        settings.integer("iterations", defaults.iterations()),
        settings.integer("maxMemory", defaults.maxMemory()));
  }

  @Override
  ItemModel train(TrainingData data, GfcfConfig config, long seed, int threads) {
    return new GfcfTrainer(config).train(data, seed, threads);
  }

  @Override
  public boolean factorizes() {
    return true;
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return GfcfModel.read(in);
  }
}
