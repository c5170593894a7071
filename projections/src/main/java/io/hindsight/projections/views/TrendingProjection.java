package io.hindsight.projections.views;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.impressions.ImpressionEvent;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.interactions.InteractionType;
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
import io.hindsight.readmodel.views.PopularityRow;
import io.hindsight.readmodel.views.Series;
import io.hindsight.readmodel.views.TrendingRow;
import io.hindsight.readmodel.views.Views;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class TrendingProjection extends ViewProjection<TrendingRow> {
  private static final long SECONDS_AN_HOUR = 3_600;

  TrendingProjection() {
    super(
        Views.TRENDING,
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
  protected void on(InteractionEvent event, LogPosition position, ViewBuffer<TrendingRow> rows) {
    switch (event) {
      case InteractionRecorded recorded -> count(recorded, 1, position, rows);
      case InteractionRetracted retracted -> count(retracted.recorded(), -1, position, rows);
    }
  }

  private static void count(
      InteractionRecorded recorded,
      int change,
      LogPosition position,
      ViewBuffer<TrendingRow> rows) {
    // A dismissal is the opposite of interest.
    if (recorded.type() != InteractionType.DISMISS) {
      rows.update(recorded.itemId().value(), position, row -> next(row, recorded, change));
    }
  }

  private static @Nullable TrendingRow next(
      @Nullable TrendingRow before, InteractionRecorded recorded, int change) {
    var row = before == null ? new TrendingRow(recorded.itemId(), Series.EMPTY, null) : before;
    long hour = hour(recorded.occurredAt());
    Long from = row.from();
    if (from != null && hour < from) {
      return before;
    }
    var hours = row.hours().plus(PopularityRow.key(hour, recorded.type()), change);
    // An hour has an entry at least, so a short series needs no closer look.
    while (hours.size() > TrendingRow.HOURS
        && hours.distinct(PopularityRow::day) > TrendingRow.HOURS) {
      long first = PopularityRow.day(hours.first());
      hours = hours.without(key -> PopularityRow.day(key) == first);
      from = PopularityRow.day(hours.first());
    }
    return hours.isEmpty() && from == null ? null : new TrendingRow(row.itemId(), hours, from);
  }

  @Override
  protected void on(RetentionEvent event, LogPosition position, ViewBuffer<TrendingRow> rows) {
    if (event instanceof InteractionsForgotten forgotten) {
      long kept = hour(forgotten.keptFrom());
      rows.updateAll("", position, (item, row) -> without(row, forgotten.type(), kept));
    }
  }

  private static @Nullable TrendingRow without(TrendingRow row, InteractionType type, long kept) {
    var hours =
        row.hours().without(key -> PopularityRow.isOf(key, type) && PopularityRow.day(key) < kept);
    if (hours == row.hours()) {
      return row;
    }
    return hours.isEmpty() && row.from() == null
        ? null
        : new TrendingRow(row.itemId(), hours, row.from());
  }

  private static long hour(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS_AN_HOUR);
  }
}
