package io.hindsight.projections.views;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.impressions.ImpressionEvent;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.models.ModelEvent.ModelActivated;
import io.hindsight.contracts.models.ModelEvent.ModelMarkedForRetraining;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.models.ModelEvent.TrainingFailed;
import io.hindsight.contracts.models.ModelEvent.TrainingRequested;
import io.hindsight.contracts.placements.PlacementEvent;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.quality.QualityEvent;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.serving.ServingEvent;
import io.hindsight.projections.processing.ViewBuffer;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.views.ModelRow;
import io.hindsight.readmodel.views.Views;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class ModelsProjection extends ViewProjection<ModelRow> {

  ModelsProjection() {
    super(
        Views.MODELS,
        Set.of(
            InteractionEvent.class,
            CatalogEvent.class,
            ProfileEvent.class,
            PlacementEvent.class,
            ServingEvent.class,
            QualityEvent.class,
            AuditEvent.class,
            ErasureEvent.class,
            ConsentEvent.class,
            ImpressionEvent.class,
            RetentionEvent.class));
  }

  private static String key(String algorithm, int version) {
    return algorithm + "/" + version;
  }

  @Override
  public List<String> keys(Object event) {
    return event instanceof ModelEvent model
        ? List.of(key(model.algorithm(), model.version()), model.algorithm())
        : List.of();
  }

  @Override
  protected void on(ModelEvent event, LogPosition position, ViewBuffer<ModelRow> rows) {
    String key = key(event.algorithm(), event.version());
    switch (event) {
      case TrainingRequested requested -> rows.update(key, position, row -> row(requested));
      case ModelTrained trained -> rows.update(key, position, row -> trained(row, trained));
      case TrainingFailed failed -> rows.update(key, position, row -> failed(row, failed));
      case ModelActivated activated -> activate(key, activated, position, rows);
      case ModelMarkedForRetraining marked ->
          rows.update(key, position, row -> row == null ? null : due(row, marked.at()));
    }
  }

  private static ModelRow row(TrainingRequested event) {
    return new ModelRow(
        event.algorithm(),
        event.version(),
        event.trainingId(),
        "requested",
        null,
        null,
        event.at(),
        null,
        null,
        null);
  }

  private static @Nullable ModelRow trained(@Nullable ModelRow row, ModelTrained event) {
    return row == null
        ? null
        : new ModelRow(
            row.algorithm(),
            row.version(),
            row.trainingId(),
            "trained",
            event.provenance(),
            null,
            row.requestedAt(),
            event.at(),
            null,
            null);
  }

  private static @Nullable ModelRow failed(@Nullable ModelRow row, TrainingFailed event) {
    return row == null
        ? null
        : new ModelRow(
            row.algorithm(),
            row.version(),
            row.trainingId(),
            "failed",
            row.provenance(),
            event.code() + ": " + event.reason(),
            row.requestedAt(),
            row.trainedAt(),
            null,
            null);
  }

  private static void activate(
      String key, ModelActivated event, LogPosition position, ViewBuffer<ModelRow> rows) {
    var before = rows.get(event.algorithm());
    if (before != null && before.version() != event.version()) {
      rows.update(
          key(before.algorithm(), before.version()),
          position,
          row -> row == null ? null : with(row, "retired", row.activatedAt()));
    }
    rows.update(key, position, row -> row == null ? null : with(row, "active", event.at()));
    var active = rows.get(key);
    rows.update(event.algorithm(), position, row -> active);
  }

  private static ModelRow due(ModelRow row, Instant since) {
    return new ModelRow(
        row.algorithm(),
        row.version(),
        row.trainingId(),
        row.status(),
        row.provenance(),
        row.reason(),
        row.requestedAt(),
        row.trainedAt(),
        row.activatedAt(),
        since);
  }

  private static ModelRow with(ModelRow row, String status, @Nullable Instant activatedAt) {
    return new ModelRow(
        row.algorithm(),
        row.version(),
        row.trainingId(),
        status,
        row.provenance(),
        row.reason(),
        row.requestedAt(),
        row.trainedAt(),
        activatedAt,
        row.retrainingDueSince());
  }
}
