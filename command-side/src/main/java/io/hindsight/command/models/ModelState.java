package io.hindsight.command.models;

import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.models.ModelEvent.ModelActivated;
import io.hindsight.contracts.models.ModelEvent.ModelMarkedForRetraining;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.models.ModelEvent.TrainingFailed;
import io.hindsight.contracts.models.ModelEvent.TrainingRequested;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an algorithm's models allow next. Of the trainings only the newest are remembered, and the
 * active one: retraining every hour must not make the state grow for ever.
 *
 * @param version the newest, 0 before the first
 * @param active the training whose model serves
 * @param newestActivated the newest version that ever served, 0 before the first
 * @param marked the newest version that is marked for retraining, 0 before the first
 * @param trainings oldest first
 */
record ModelState(
    int version,
    @Nullable TrainingId active,
    int newestActivated,
    int marked,
    Map<TrainingId, Training> trainings) {
  static final int REMEMBERED = 200;
  static final ModelState NONE = new ModelState(0, null, 0, 0, Map.of());

  /** A training and what became of it. */
  sealed interface Training {
    int version();

    record Underway(int version) implements Training {}

    record Trained(int version, String contentHash) implements Training {}

    record Failed(int version) implements Training {}
  }

  ModelState {
    trainings = Collections.unmodifiableMap(new LinkedHashMap<>(trainings));
  }

  @Nullable Training training(TrainingId id) {
    return trainings.get(id);
  }

  boolean isUnderway() {
    return trainings.values().stream().anyMatch(Training.Underway.class::isInstance);
  }

  ModelState evolve(ModelEvent event) {
    return switch (event) {
      case TrainingRequested e ->
          with(e.version(), e.trainingId(), new Training.Underway(e.version()));
      case ModelTrained e ->
          with(
              version,
              e.trainingId(),
              new Training.Trained(e.version(), e.provenance().contentHash()));
      case TrainingFailed e -> with(version, e.trainingId(), new Training.Failed(e.version()));
      case ModelActivated e ->
          new ModelState(
              version, e.trainingId(), Math.max(newestActivated, e.version()), marked, trainings);
      case ModelMarkedForRetraining e ->
          new ModelState(
              version, active, newestActivated, Math.max(marked, e.version()), trainings);
    };
  }

  private ModelState with(int newest, TrainingId id, Training training) {
    Map<TrainingId, Training> changed = new LinkedHashMap<>(trainings);
    changed.put(id, training);
    if (changed.size() > REMEMBERED) {
      changed.keySet().stream()
          .filter(known -> !known.equals(active))
          .findFirst()
          .ifPresent(changed::remove);
    }
    return new ModelState(newest, active, newestActivated, marked, changed);
  }
}
