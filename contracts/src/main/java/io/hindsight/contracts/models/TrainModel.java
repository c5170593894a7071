package io.hindsight.contracts.models;

import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.log.LogPosition;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks the scoring engine to train now. It answers at once, with a {@link TrainingStart}; the
 * outcome comes as {@link ModelCommand.CompleteTraining} or {@link ModelCommand.FailTraining}. A
 * training (by its id) that runs already is not started again, so asking twice also asks whether it
 * is still alive.
 */
public record TrainModel(
    TrainingId trainingId,
    String algorithm,
    Map<String, String> settings,
    long seed,
    LogPosition upTo) {
  public TrainModel {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }
}
