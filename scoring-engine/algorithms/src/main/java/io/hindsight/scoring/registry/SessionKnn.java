package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.profiles.ProfileModel;
import io.hindsight.scoring.profiles.ProfileTrainer;
import io.hindsight.scoring.profiles.SessionKnnConfig;
import java.io.DataInput;
import java.io.IOException;

/**
 * {@code session-knn}: neighbours, shrinkage, similarity, weighting, group, gap, last. Draws
 * nothing, so its seed is unused.
 */
final class SessionKnn extends ConfiguredAlgorithm<SessionKnnConfig> {

  SessionKnn() {
    super("session-knn");
  }

  @Override
  SessionKnnConfig config(Settings settings) {
    SessionKnnConfig defaults = SessionKnnConfig.DEFAULT;
    return new SessionKnnConfig(
        settings.integer("neighbours", defaults.neighbours()),
        settings.number("shrinkage", defaults.shrinkage()),
        settings.choice("similarity", defaults.similarity()),
        settings.choice("weighting", defaults.weighting()),
        settings.integer("group", defaults.group()),
        settings.number("gap", defaults.gap()),
        settings.integer("last", defaults.last()));
  }

  @Override
  ItemModel train(TrainingData data, SessionKnnConfig config, long seed, int threads) {
    return ProfileTrainer.train(data, config);
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return ProfileModel.read(in);
  }

  @Override
  int people(SessionKnnConfig config) {
    return config.group();
  }
}
