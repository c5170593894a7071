package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.profiles.ProfileModel;
import io.hindsight.scoring.profiles.ProfileTrainer;
import io.hindsight.scoring.profiles.UserKnnConfig;
import java.io.DataInput;
import java.io.IOException;

/**
 * {@code user-knn}: neighbours, shrinkage, similarity, weighting, group. Draws nothing, so its seed
 * is unused.
 */
final class UserKnn extends ConfiguredAlgorithm<UserKnnConfig> {

  UserKnn() {
    super("user-knn");
  }

  @Override
  UserKnnConfig config(Settings settings) {
    UserKnnConfig defaults = UserKnnConfig.DEFAULT;
    return new UserKnnConfig(
        settings.integer("neighbours", defaults.neighbours()),
        settings.number("shrinkage", defaults.shrinkage()),
        settings.choice("similarity", defaults.similarity()),
        settings.choice("weighting", defaults.weighting()),
        settings.integer("group", defaults.group()));
  }

  @Override
  ItemModel train(TrainingData data, UserKnnConfig config, long seed, int threads) {
    return ProfileTrainer.train(data, config);
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return ProfileModel.read(in);
  }

  @Override
  int people(UserKnnConfig config) {
    return config.group();
  }
}
