package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.rp3.Rp3Config;
import io.hindsight.scoring.rp3.Rp3Trainer;
import io.hindsight.scoring.sparse.SparseModel;
import java.io.DataInput;
import java.io.IOException;

/** {@code rp3beta}: neighbours, alpha, beta. Draws nothing, so its seed is unused. */
final class Rp3 extends ConfiguredAlgorithm<Rp3Config> {

  Rp3() {
    super("rp3beta");
  }

  @Override
  Rp3Config config(Settings settings) {
    Rp3Config defaults = Rp3Config.DEFAULT;
    return new Rp3Config(
        settings.integer("neighbours", defaults.neighbours()),
        settings.number("alpha", defaults.alpha()),
        settings.number("beta", defaults.beta()));
  }

  @Override
  ItemModel train(TrainingData data, Rp3Config config, long seed, int threads) {
    return new Rp3Trainer(config).train(data, threads);
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return SparseModel.read(in);
  }
}
