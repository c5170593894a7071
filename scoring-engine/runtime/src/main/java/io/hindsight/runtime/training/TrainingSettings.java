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
  /** A row that a model keeps is of so many people: then it is nobody's. */
  private static final int LEAST_PEOPLE = 5;

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
    Map<String, String> own = ofAlgorithm(given);
    Map<String, String> all = new TreeMap<>(algorithm.settings(own));
    int people = algorithm.leastPeopleKept(own);
    if (people < LEAST_PEOPLE) {
      throw new IllegalArgumentException(
          "group must be at least %d, was %d: a stored model would keep people's own histories, and"
                  .formatted(LEAST_PEOPLE, people)
              + " an erased person would stay in it");
    }
    all.putAll(WeightTable.parse(given).settings());
    return all;
  }

  static Map<String, String> ofAlgorithm(Map<String, String> settings) {
    Map<String, String> own = new TreeMap<>(settings);
    own.keySet().removeIf(name -> name.startsWith(WeightTable.PREFIX));
    return own;
  }
}
