package io.hindsight.contracts.models;

import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The life of one algorithm's models. */
public sealed interface ModelEvent {
  String algorithm();

  int version();

  /**
   * @param version the version that this training is to make
   * @param upTo learn from the log up to here
   */
  record TrainingRequested(
      TrainingId trainingId,
      String algorithm,
      int version,
      Map<String, String> settings,
      long seed,
      LogPosition upTo,
      Instant at)
      implements ModelEvent {
    public TrainingRequested {
      settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
  }

  record ModelTrained(
      TrainingId trainingId, String algorithm, int version, Provenance provenance, Instant at)
      implements ModelEvent {}

  /**
   * @param code a stable code such as no-data or timeout
   */
  record TrainingFailed(
      TrainingId trainingId, String algorithm, int version, String code, String reason, Instant at)
      implements ModelEvent {}

  /** From here on this version serves its algorithm. */
  record ModelActivated(
      TrainingId trainingId, String algorithm, int version, String contentHash, Instant at)
      implements ModelEvent {}

  /** It learned from somebody who was erased since: another one is to be trained. */
  record ModelMarkedForRetraining(String algorithm, int version, ErasureId erasureId, Instant at)
      implements ModelEvent {}
}
