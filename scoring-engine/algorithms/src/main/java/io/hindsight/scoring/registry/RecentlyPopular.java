package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.popular.PopularModel;
import io.hindsight.scoring.popular.TrendingConfig;
import io.hindsight.scoring.popular.TrendingTrainer;
import java.io.DataInput;
import java.io.IOException;

/** {@code recently-popular}: halfLife. Draws nothing, so its seed is unused. */
final class RecentlyPopular extends ConfiguredAlgorithm<TrendingConfig> {

  RecentlyPopular() {
    super("recently-popular");
  }

  @Override
  TrendingConfig config(Settings settings) {
    return new TrendingConfig(settings.number("halfLife", TrendingConfig.DEFAULT.halfLife()));
  }

  @Override
  ItemModel train(TrainingData data, TrendingConfig config, long seed, int threads) {
    return new TrendingTrainer(config).train(data);
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return PopularModel.read(in);
  }
}
