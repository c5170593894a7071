package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import java.util.Map;

/** An algorithm whose settings make a record that judges them. */
abstract class ConfiguredAlgorithm<C> implements Algorithm {
  private final String name;

  ConfiguredAlgorithm(String name) {
    this.name = name;
  }

  /**
   * Reads every setting there is.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  abstract C config(Settings settings);

  abstract ItemModel train(TrainingData data, C config, long seed, int threads);

  /** {@link Algorithm#leastPeopleKept}: most models keep the item side only. */
  int people(C config) {
    return Integer.MAX_VALUE;
  }

  @Override
  public final int leastPeopleKept(Map<String, String> given) {
    return people(judged(new Settings(name, given)));
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Map<String, String> settings(Map<String, String> given) {
    Settings settings = new Settings(name, given);
    judged(settings);
    return settings.all();
  }

  @Override
  public final Map<String, String> everySetting(Map<String, String> given) {
    Settings settings = new Settings(name, given);
    judged(settings);
    return settings.complete();
  }

  @Override
  public final ItemModel train(
      TrainingData data, Map<String, String> given, long seed, int threads) {
    Settings settings = new Settings(name, given);
    C config = judged(settings);
    settings.all();
    return train(data, config, seed, threads);
  }

  private C judged(Settings settings) {
    try {
      return config(settings);
    } catch (InvalidSettings e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidSettings(name + ": " + e.getMessage());
    }
  }
}
