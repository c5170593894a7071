package io.hindsight.runtime.training;

import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.models.TrainingRules;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.registry.Algorithm;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a training can be told: the algorithm's own settings, and the weights of interactions. */
public final class TrainingSettings implements TrainingRules {
  private final AlgorithmRegistry registry;

  public TrainingSettings(AlgorithmRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Optional<Refusal> judge(String algorithm, Map<String, String> settings) {
    Algorithm known = registry.find(algorithm).orElse(null);
    if (known == null) {
      return Optional.empty();
    }
    try {
      complete(known, settings);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          new Refusal(
              "settings-invalid",
              String.valueOf(e.getMessage()),
              "mend the settings, or leave them out for the defaults"));
    }
  }

  /**
   * All settings with their defaults.
   *
   * @throws IllegalArgumentException saying which one is wrong and what would be right
   */
  static Map<String, String> complete(Algorithm algorithm, Map<String, String> given) {
    Map<String, String> all = new TreeMap<>(algorithm.settings(ofAlgorithm(given)));
    all.putAll(WeightTable.parse(given).settings());
    return all;
  }

  static Map<String, String> ofAlgorithm(Map<String, String> settings) {
    Map<String, String> own = new TreeMap<>(settings);
    own.keySet().removeIf(name -> name.startsWith(WeightTable.PREFIX));
    return own;
  }
}
