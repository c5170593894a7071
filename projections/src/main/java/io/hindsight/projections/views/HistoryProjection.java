package io.hindsight.projections.views;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.ids.SubjectId;
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
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.Views;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

final class HistoryProjection extends ViewProjection<HistoryRow> {
  /** Nothing that is recorded happened before it. */
  private static final int FIRST_YEAR = 1900;

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
            ConsentEvent.class,
            ImpressionEvent.class,
            RetentionEvent.Progress.class));
  }

  /** Nothing of an interaction can be stored before it is recorded, which happens once. */
  @Override
  public List<String> keys(Object event) {
    return switch (event) {
      case InteractionRetracted(_, var recorded, _) ->
          List.of(HistoryRow.counting(recorded), HistoryRow.takenBack(recorded));
      default -> List.of();
    };
  }

  @Override
  protected void on(InteractionEvent event, LogPosition position, ViewBuffer<HistoryRow> rows) {
    switch (event) {
      case InteractionRecorded recorded ->
          rows.put(
              HistoryRow.counting(recorded), position, new HistoryRow(recorded, position, null));
      case InteractionRetracted(_, var recorded, _) -> takeBack(recorded, position, rows);
    }
  }

  private static void takeBack(
      InteractionRecorded recorded, LogPosition position, ViewBuffer<HistoryRow> rows) {
    HistoryRow row = rows.get(HistoryRow.counting(recorded));
    if (row != null) {
      rows.update(HistoryRow.counting(recorded), position, before -> null);
      rows.update(
          HistoryRow.takenBack(recorded),
          position,
          before -> new HistoryRow(row.recorded(), row.position(), position));
    }
  }

  @Override
  protected void on(ErasureEvent event, LogPosition position, ViewBuffer<HistoryRow> rows) {
    if (event instanceof SubjectErased erased) {
      SubjectId subject = erased.subjectId();
      rows.removeAll(
          ViewReader.BY_KEY, List.of(Views.ofSubject(subject), Views.takenBackBy(subject)));
    }
  }

  /** By year where all of it is covered, so that an index of prefixes finds everything before. */
  @Override
  protected void on(RetentionEvent event, LogPosition position, ViewBuffer<HistoryRow> rows) {
    if (event instanceof InteractionsForgotten forgotten) {
      YearMonth last = forgotten.lastMonth();
      List<String> covered = new ArrayList<>();
      for (int year = FIRST_YEAR; year < last.getYear(); year++) {
        covered.add(Views.ofYear(forgotten.type(), year));
      }
      for (int month = 1; month <= last.getMonthValue(); month++) {
        covered.add(Views.ofMonth(forgotten.type(), last.withMonth(month)));
      }
      rows.removeAll(Views.BY_MONTH, covered);
    }
  }
}
