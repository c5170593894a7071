package io.hindsight.projections.views;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.CatalogEvent.ItemRevised;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
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
import io.hindsight.readmodel.views.ItemRow;
import io.hindsight.readmodel.views.Views;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class ItemsProjection extends ViewProjection<ItemRow> {

  ItemsProjection() {
    super(
        Views.ITEMS,
        Set.of(
            InteractionEvent.class,
            ProfileEvent.class,
            PlacementEvent.class,
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
    return event instanceof CatalogEvent catalog ? List.of(catalog.itemId().value()) : List.of();
  }

  @Override
  protected void on(CatalogEvent event, LogPosition position, ViewBuffer<ItemRow> rows) {
    rows.update(event.itemId().value(), position, row -> next(row, event));
  }

  private static @Nullable ItemRow next(@Nullable ItemRow row, CatalogEvent event) {
    return switch (event) {
      case ItemListed listed -> new ItemRow(listed.itemId(), listed.details(), true);
      case ItemRevised revised ->
          new ItemRow(revised.itemId(), revised.details(), row == null || row.listed());
      case ItemDelisted delisted ->
          row == null ? null : new ItemRow(row.itemId(), row.details(), false);
    };
  }
}
