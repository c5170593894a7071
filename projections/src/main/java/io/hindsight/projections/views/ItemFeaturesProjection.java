package io.hindsight.projections.views;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.impressions.ImpressionEvent;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.placements.PlacementEvent;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.quality.QualityEvent;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.serving.ServingEvent;
import io.hindsight.projections.processing.ViewBuffer;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.views.FeatureRow;
import io.hindsight.readmodel.views.FeatureRow.Filing;
import io.hindsight.readmodel.views.Views;
import java.util.List;
import java.util.Set;

final class ItemFeaturesProjection extends ViewProjection<FeatureRow> {

  ItemFeaturesProjection() {
    super(
        Views.ITEM_FEATURES,
        Set.of(
            CatalogEvent.class,
            ProfileEvent.class,
            PlacementEvent.class,
            ModelEvent.class,
            ServingEvent.class,
            QualityEvent.class,
            AuditEvent.class,
            ErasureEvent.class,
            ConsentEvent.class,
            ImpressionEvent.class,
            RetentionEvent.Progress.class));
  }

  @Override
  public List<String> keys(Object event) {
    return switch (event) {
      case InteractionRecorded recorded -> List.of(recorded.itemId().value());
      case InteractionRetracted retracted -> List.of(retracted.recorded().itemId().value());
      default -> List.of();
    };
  }

  @Override
  protected void on(InteractionEvent event, LogPosition position, ViewBuffer<FeatureRow> rows) {
    switch (event) {
      case InteractionRecorded recorded ->
          rows.update(
              recorded.itemId().value(),
              position,
              row -> FeatureSums.plus(row, recorded, Filing.NONE));
      case InteractionRetracted retracted ->
          rows.update(
              retracted.recorded().itemId().value(),
              position,
              row -> FeatureSums.minus(row, retracted.recorded(), Filing.NONE));
    }
  }

  @Override
  protected void on(RetentionEvent event, LogPosition position, ViewBuffer<FeatureRow> rows) {
    if (event instanceof InteractionsForgotten forgotten) {
      rows.updateAll(
          "",
          position,
          (item, row) -> FeatureSums.without(row, FeatureSums.covered(row, forgotten)));
    }
  }
}
