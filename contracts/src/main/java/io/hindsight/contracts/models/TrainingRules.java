package io.hindsight.contracts.models;

import io.hindsight.contracts.intake.Refusal;
import java.util.Map;
import java.util.Optional;

/** Says of the settings of a training, before it is asked for, whether it could work with them. */
@FunctionalInterface
public interface TrainingRules {
  /**
   * @return what is wrong; empty also for an algorithm that there is not
   */
  Optional<Refusal> judge(String algorithm, Map<String, String> settings);
}
