package io.hindsight.contracts.models;

import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.log.LogPosition;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks the scoring engine to train now. It answers at once; the outcome comes as {@link
 * ModelCommand.CompleteTraining} or {@link ModelCommand.FailTraining}. A training that runs already
 * is not started again.
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
