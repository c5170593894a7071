package io.hindsight.command.erasure;

import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureCompleted;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureDelayed;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureRequested;
import io.hindsight.contracts.erasure.ErasureEvent.LearnedModelsListed;
import io.hindsight.contracts.erasure.ErasureEvent.StorePurged;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.erasure.ErasureStep;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an erasure has come, and what its receipt will say.
 *
 * @param next the step that is not done yet; null once all are
 * @param delayed the newest step that was reported as delayed
 */
record ErasureState(
    @Nullable SubjectId subject,
    @Nullable ErasureStep next,
    @Nullable ErasureStep delayed,
    Instant requestedAt,
    Instant erasedAt,
    List<PurgedStore> stores,
    List<LearnedModels> models) {

  static final ErasureState NONE =
      new ErasureState(null, null, null, Instant.EPOCH, Instant.EPOCH, List.of(), List.of());

  /** A store that has let go of the person. */
  record PurgedStore(String store, LogPosition upTo, Instant at) {}

  ErasureState {
    stores = List.copyOf(stores);
    models = List.copyOf(models);
  }

  ErasureState evolve(ErasureEvent event) {
    return switch (event) {
      case ErasureRequested e ->
          new ErasureState(
              e.subjectId(),
              ErasureStep.DESTROY_KEY,
              null,
              e.at(),
              Instant.EPOCH,
              List.of(),
              List.of());
      case SubjectErased e ->
          new ErasureState(
              subject, ErasureStep.PURGE_VIEWS, delayed, requestedAt, e.at(), stores, models);
      case StorePurged e -> {
        List<PurgedStore> more = new ArrayList<>(stores);
        more.add(new PurgedStore(e.store(), e.upTo(), e.at()));
        yield new ErasureState(
            subject,
            e.store().equals(ErasureStep.VIEWS)
                ? ErasureStep.PURGE_SERVING
                : ErasureStep.LIST_MODELS,
            delayed,
            requestedAt,
            erasedAt,
            more,
            models);
      }
      case LearnedModelsListed e ->
          new ErasureState(
              subject, ErasureStep.COMPLETE, delayed, requestedAt, erasedAt, stores, e.models());
      case ErasureDelayed e ->
          new ErasureState(subject, next, next, requestedAt, erasedAt, stores, models);
      case ErasureCompleted e ->
          new ErasureState(subject, null, delayed, requestedAt, erasedAt, stores, models);
    };
  }
}
