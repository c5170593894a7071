package io.hindsight.projections.views;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureCompleted;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureDelayed;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureRequested;
import io.hindsight.contracts.erasure.ErasureEvent.LearnedModelsListed;
import io.hindsight.contracts.erasure.ErasureEvent.StorePurged;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.impressions.ImpressionEvent;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.placements.PlacementEvent;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.quality.QualityEvent;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.serving.ServingEvent;
import io.hindsight.projections.processing.ViewBuffer;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.views.ErasureRow;
import io.hindsight.readmodel.views.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The row does not name the person: who keeps an erasure's id keeps no way into the log. */
final class ErasuresProjection extends ViewProjection<ErasureRow> {

  ErasuresProjection() {
    super(
        Views.ERASURES,
        Set.of(
            InteractionEvent.class,
            CatalogEvent.class,
            ProfileEvent.class,
            PlacementEvent.class,
            ModelEvent.class,
            ServingEvent.class,
            QualityEvent.class,
            AuditEvent.class,
            ConsentEvent.class,
            ImpressionEvent.class,
            RetentionEvent.class));
  }

  @Override
  public List<String> keys(Object event) {
    return event instanceof ErasureEvent erasure ? List.of(erasure.erasureId().value()) : List.of();
  }

  @Override
  protected void on(ErasureEvent event, LogPosition position, ViewBuffer<ErasureRow> rows) {
    rows.update(
        event.erasureId().value(),
        position,
        row ->
            row == null && event instanceof ErasureRequested requested
                ? new ErasureRow(
                    requested.erasureId(), requested.at(), null, List.of(), null, null, null, null)
                : row == null ? null : next(row, event));
  }

  private static ErasureRow next(ErasureRow row, ErasureEvent event) {
    return switch (event) {
      case ErasureRequested again -> row;
      case SubjectErased erased ->
          new ErasureRow(
              row.erasureId(), row.requestedAt(), erased.at(), List.of(), null, null, null, null);
      case StorePurged purged -> {
        var more = new ArrayList<>(row.purged());
        more.add(new ErasureRow.Purged(purged.store(), purged.upTo(), purged.at()));
        yield new ErasureRow(
            row.erasureId(), row.requestedAt(), row.erasedAt(), more, null, null, null, null);
      }
      case LearnedModelsListed listed -> after(row, listed.models(), listed.at(), null, null);
      case ErasureDelayed delayed ->
          after(row, row.models(), row.modelsListedAt(), delayed.step(), null);
      case ErasureCompleted done ->
          after(
              row,
              row.models(),
              row.modelsListedAt(),
              null,
              new ErasureRow.Receipt(done.statement(), done.keyId(), done.signature(), done.at()));
    };
  }

  private static ErasureRow after(
      ErasureRow row,
      @Nullable List<LearnedModels> models,
      @Nullable Instant modelsListedAt,
      @Nullable String delayed,
      ErasureRow.@Nullable Receipt receipt) {
    return new ErasureRow(
        row.erasureId(),
        row.requestedAt(),
        row.erasedAt(),
        row.purged(),
        models,
        modelsListedAt,
        delayed,
        receipt);
  }
}
