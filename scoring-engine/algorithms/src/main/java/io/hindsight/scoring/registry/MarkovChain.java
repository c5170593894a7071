package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.markov.MarkovConfig;
import io.hindsight.scoring.markov.MarkovModel;
import io.hindsight.scoring.markov.MarkovTrainer;
import io.hindsight.scoring.model.ItemModel;
import java.io.DataInput;
import java.io.IOException;

/**
 * {@code markov-chain}: neighbours, window, shrinkage, gap, last, memory. Draws nothing, so its
 * seed is unused.
 */
final class MarkovChain extends ConfiguredAlgorithm<MarkovConfig> {

  MarkovChain() {
    super("markov-chain");
  }

  @Override
  MarkovConfig config(Settings settings) {
    MarkovConfig defaults = MarkovConfig.DEFAULT;
    return new MarkovConfig(
        settings.integer("neighbours", defaults.neighbours()),
        settings.integer("window", defaults.window()),
        settings.number("shrinkage", defaults.shrinkage()),
        settings.number("gap", defaults.gap()),
        settings.integer("last", defaults.last()),
        settings.number("memory", defaults.memory()));
  }

  @Override
  ItemModel train(TrainingData data, MarkovConfig config, long seed, int threads) {
    return new MarkovTrainer(config).train(data, threads);
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return MarkovModel.read(in);
  }
}
