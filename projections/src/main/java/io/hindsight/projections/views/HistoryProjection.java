package io.hindsight.projections.views;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.placements.PlacementEvent;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.quality.QualityEvent;
import io.hindsight.contracts.serving.ServingEvent;
import io.hindsight.projections.processing.ViewBuffer;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.Views;
import java.util.List;
import java.util.Set;

final class HistoryProjection extends ViewProjection<HistoryRow> {

  HistoryProjection() {
    super(
        Views.HISTORY,
        Set.of(
            CatalogEvent.class,
            ProfileEvent.class,
            PlacementEvent.class,
            ModelEvent.class,
            ServingEvent.class,
            QualityEvent.class,
            AuditEvent.class,
            ErasureEvent.Progress.class,
            ConsentEvent.class));
  }

  @Override
  public List<String> keys(Object event) {
    return event instanceof InteractionEvent interaction
        ? List.of(interaction.interactionId().value())
        : List.of();
  }

  @Override
  protected void on(InteractionEvent event, LogPosition position, ViewBuffer<HistoryRow> rows) {
    String key = event.interactionId().value();
    switch (event) {
      case InteractionRecorded recorded ->
          rows.update(key, position, before -> new HistoryRow(recorded, position, null));
      case InteractionRetracted retracted ->
          rows.update(
              key,
              position,
              row -> row == null ? null : new HistoryRow(row.recorded(), row.position(), position));
    }
  }

  @Override
  protected void on(ErasureEvent event, LogPosition position, ViewBuffer<HistoryRow> rows) {
    if (event instanceof SubjectErased erased) {
      rows.removeAll(Views.BY_POSITION, Views.ofSubject(erased.subjectId()));
    }
  }
}
