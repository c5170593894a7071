package io.hindsight.projections.views;

import static java.time.ZoneOffset.UTC;

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
import io.hindsight.readmodel.views.Views;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class PopularityProjection extends ViewProjection<PopularityRow> {
  private static final long SECONDS_A_DAY = 86_400;

  PopularityProjection() {
    super(
        Views.POPULARITY,
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
    return event instanceof InteractionEvent interaction
        ? List.of(recorded(interaction).itemId().value())
        : List.of();
  }

  private static InteractionRecorded recorded(InteractionEvent event) {
    return switch (event) {
      case InteractionRecorded recorded -> recorded;
      case InteractionRetracted retracted -> retracted.recorded();
    };
  }

  @Override
  protected void on(InteractionEvent event, LogPosition position, ViewBuffer<PopularityRow> rows) {
    var recorded = recorded(event);
    int change =
        switch (event) {
          case InteractionRecorded more -> 1;
          case InteractionRetracted less -> -1;
        };
    rows.update(recorded.itemId().value(), position, row -> count(row, recorded, change));
  }

  private static @Nullable PopularityRow count(
      @Nullable PopularityRow before, InteractionRecorded recorded, int change) {
    var row =
        before == null
            ? new PopularityRow(
                recorded.itemId(), Collections.emptySortedMap(), Series.EMPTY, Series.EMPTY, null)
            : before;
    var totals = Counts.add(row.totals(), recorded.type(), change);
    if (totals.isEmpty()) {
      return null;
    }
    long day = day(recorded.occurredAt());
    Long from = row.from();
    var days =
        from != null && day < from
            ? row.days()
            : row.days().plus(PopularityRow.key(day, recorded.type()), change);
    long month = month(YearMonth.from(recorded.occurredAt().atZone(UTC)));
    var months = row.months().plus(PopularityRow.key(month, recorded.type()), change);
    return new PopularityRow(row.itemId(), totals, days, months, from).bounded();
  }

  private static long month(YearMonth month) {
    return month.getLong(ChronoField.PROLEPTIC_MONTH);
  }

  @Override
  protected void on(RetentionEvent event, LogPosition position, ViewBuffer<PopularityRow> rows) {
    if (event instanceof InteractionsForgotten forgotten) {
      rows.updateAll("", position, (item, row) -> without(row, forgotten));
    }
  }

  private static @Nullable PopularityRow without(
      PopularityRow row, InteractionsForgotten forgotten) {
    InteractionType type = forgotten.type();
    long last = month(forgotten.lastMonth());
    var months =
        row.months()
            .without(key -> PopularityRow.isOf(key, type) && PopularityRow.day(key) <= last);
    if (months == row.months()) {
      return row;
    }
    long gone = row.months().sum() - months.sum();
    var totals = Counts.add(row.totals(), type, -gone);
    long kept = day(forgotten.keptFrom());
    var days =
        row.days().without(key -> PopularityRow.isOf(key, type) && PopularityRow.day(key) < kept);
    return totals.isEmpty()
        ? null
        : new PopularityRow(row.itemId(), totals, days, months, row.from());
  }

  private static long day(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY);
  }
}
