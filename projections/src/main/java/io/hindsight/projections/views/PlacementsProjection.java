package io.hindsight.projections.views;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.impressions.ImpressionEvent;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.placements.PlacementEvent;
import io.hindsight.contracts.placements.PlacementEvent.PlacementChanged;
import io.hindsight.contracts.placements.PlacementEvent.PlacementCreated;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.quality.QualityEvent;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.serving.ServingEvent;
import io.hindsight.projections.processing.ViewBuffer;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.views.PlacementRow;
import io.hindsight.readmodel.views.Views;
import java.util.List;
import java.util.Set;

final class PlacementsProjection extends ViewProjection<PlacementRow> {

  PlacementsProjection() {
    super(
        Views.PLACEMENTS,
        Set.of(
            InteractionEvent.class,
            CatalogEvent.class,
            ProfileEvent.class,
            ModelEvent.class,
            ServingEvent.class,
            QualityEvent.class,
            AuditEvent.class,
            ErasureEvent.class,
            ConsentEvent.class,
            ImpressionEvent.class,
            RetentionEvent.class));
  }

  @Override
  public List<String> keys(Object event) {
    return event instanceof PlacementEvent placement
        ? List.of(placement.placementId().value())
        : List.of();
  }

  @Override
  protected void on(PlacementEvent event, LogPosition position, ViewBuffer<PlacementRow> rows) {
    var row =
        switch (event) {
          case PlacementCreated created ->
              new PlacementRow(created.placementId(), created.revision(), created.settings());
          case PlacementChanged changed ->
              new PlacementRow(changed.placementId(), changed.revision(), changed.settings());
        };
    rows.update(event.placementId().value(), position, before -> row);
  }
}
