package io.hindsight.contracts.models;

import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.Stream;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * What can be asked of an algorithm's models. Each answers with a {@link
 * io.hindsight.contracts.intake.Reply}; a command that was carried out before is answered as then
 * and changes nothing.
 */
public sealed interface ModelCommand {
  String algorithm();

  @TargetAggregateIdentifier
  default String stream() {
    return Stream.ofModel(algorithm()).name();
  }

  /**
   * Answers with the version to come. Refused with {@code training-underway} while another one
   * runs.
   */
  record RequestTraining(
      TrainingId trainingId,
      String algorithm,
      Map<String, String> settings,
      long seed,
      LogPosition upTo,
      Instant at)
      implements ModelCommand {
    public RequestTraining {
      settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
  }

  record CompleteTraining(
      TrainingId trainingId, String algorithm, Provenance provenance, Instant at)
      implements ModelCommand {}

  record FailTraining(
      TrainingId trainingId, String algorithm, String code, String reason, Instant at)
      implements ModelCommand {}

  /**
   * Activates a model that was just trained. Changes nothing where this version or a newer one was
   * ever active: a late repetition must not bring an old model back. Refused with {@code
   * model-unknown} where that training brought no model.
   */
  record PromoteModel(TrainingId trainingId, String algorithm, Instant at)
      implements ModelCommand {}

  /**
   * Activates any trained version, also an older one. Refused with {@code model-unknown} where that
   * training brought no model.
   */
  record ActivateModel(TrainingId trainingId, String algorithm, Instant at)
      implements ModelCommand {}

  /** Changes nothing where this version or a newer one is marked already. */
  record MarkForRetraining(String algorithm, int version, ErasureId erasureId, Instant at)
      implements ModelCommand {}
}
