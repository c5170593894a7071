package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.popular.PopularModel;
import io.hindsight.scoring.popular.PopularTrainer;
import java.io.DataInput;
import java.io.IOException;
import java.util.Map;

/** {@code most-popular}: a baseline without settings. */
final class MostPopular implements Algorithm {
  private static final String NAME = "most-popular";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> settings(Map<String, String> given) {
    return new Settings(NAME, given).all();
  }

  @Override
  public ItemModel train(TrainingData data, Map<String, String> given, long seed, int threads) {
    settings(given);
    return new PopularTrainer().train(data);
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return PopularModel.read(in);
  }
}
