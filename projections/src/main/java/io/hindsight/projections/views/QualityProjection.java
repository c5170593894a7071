package io.hindsight.projections.views;

import static io.hindsight.readmodel.views.QualityRow.ACCEPTED;
import static io.hindsight.readmodel.views.QualityRow.REJECTED;
import static io.hindsight.readmodel.views.QualityRow.RETRACTED;
import static io.hindsight.readmodel.views.QualityRow.SUMMARY;
import static io.hindsight.readmodel.views.QualityRow.UNKNOWN_ITEM;
import static io.hindsight.readmodel.views.QualityRow.UNKNOWN_USER;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.CatalogEvent.ItemRevised;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.impressions.ImpressionEvent;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.placements.PlacementEvent;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileCreated;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileRevised;
import io.hindsight.contracts.quality.QualityEvent;
import io.hindsight.contracts.quality.QualityEvent.RecordsRejected;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.serving.ServingEvent;
import io.hindsight.projections.processing.ViewBuffer;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.views.QualityRow;
import io.hindsight.readmodel.views.Views;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts interactions by item and by person, so that an item's or person's late arrival takes all
 * of theirs off the unknown ones at once.
 */
final class QualityProjection extends ViewProjection<QualityRow> {

  private static final SortedMap<String, Long> NO_TOTALS = Collections.emptySortedMap();

  QualityProjection() {
    super(
        Views.QUALITY,
        Set.of(
            PlacementEvent.class,
            ModelEvent.class,
            ServingEvent.class,
            AuditEvent.class,
            ErasureEvent.Progress.class,
            ConsentEvent.class,
            ImpressionEvent.class,
            RetentionEvent.class));
  }

  private static String key(ItemId item) {
    return "item/" + item.value();
  }

  private static String key(SubjectId subject) {
    return "subject/" + subject.value();
  }

  @Override
  public List<String> keys(Object event) {
    return switch (event) {
      case InteractionRecorded recorded -> keys(recorded);
      case InteractionRetracted retracted -> keys(retracted.recorded());
      case CatalogEvent catalog -> List.of(SUMMARY, key(catalog.itemId()));
      case ProfileEvent profile -> List.of(SUMMARY, key(profile.subjectId()));
      case SubjectErased erased -> List.of(SUMMARY, key(erased.subjectId()));
      default -> List.of(SUMMARY);
    };
  }

  private static List<String> keys(InteractionRecorded recorded) {
    return List.of(SUMMARY, key(recorded.itemId()), key(recorded.subjectId()));
  }

  @Override
  protected void on(InteractionEvent event, LogPosition position, ViewBuffer<QualityRow> rows) {
    switch (event) {
      case InteractionRecorded recorded -> count(recorded, 1, position, rows);
      case InteractionRetracted retracted -> count(retracted.recorded(), -1, position, rows);
    }
  }

  private static void count(
      InteractionRecorded recorded, int change, LogPosition position, ViewBuffer<QualityRow> rows) {
    boolean itemKnown = countFor(key(recorded.itemId()), change, position, rows);
    boolean userKnown = countFor(key(recorded.subjectId()), change, position, rows);
    summarize(
        position,
        rows,
        totals -> {
          Counts.addTo(totals, ACCEPTED, change);
          Counts.addTo(totals, RETRACTED, change < 0 ? 1 : 0);
          Counts.addTo(totals, UNKNOWN_ITEM, itemKnown ? 0 : change);
          Counts.addTo(totals, UNKNOWN_USER, userKnown ? 0 : change);
        });
  }

  /** Answers whether it is known. */
  private static boolean countFor(
      String key, int change, LogPosition position, ViewBuffer<QualityRow> rows) {
    var before = rows.get(key);
    boolean known = before != null && before.known();
    long interactions = (before == null ? 0 : before.interactions()) + change;
    rows.update(key, position, row -> about(key, known, interactions));
    return known;
  }

  private static @Nullable QualityRow about(String key, boolean known, long interactions) {
    return known || interactions != 0 ? new QualityRow(NO_TOTALS, key, known, interactions) : null;
  }

  private static void summarize(
      LogPosition position, ViewBuffer<QualityRow> rows, Consumer<SortedMap<String, Long>> change) {
    rows.update(
        SUMMARY,
        position,
        row -> {
          var totals = new TreeMap<>(row == null ? NO_TOTALS : row.totals());
          change.accept(totals);
          return totals.isEmpty() ? null : new QualityRow(totals, null, false, 0);
        });
  }

  @Override
  protected void on(CatalogEvent event, LogPosition position, ViewBuffer<QualityRow> rows) {
    switch (event) {
      case ItemListed listed -> know(key(listed.itemId()), UNKNOWN_ITEM, position, rows);
      case ItemRevised revised -> know(key(revised.itemId()), UNKNOWN_ITEM, position, rows);
      case ItemDelisted delisted -> {
        // What was once in the catalog is not unknown.
      }
    }
  }

  @Override
  protected void on(ProfileEvent event, LogPosition position, ViewBuffer<QualityRow> rows) {
    switch (event) {
      case ProfileCreated created -> know(key(created.subjectId()), UNKNOWN_USER, position, rows);
      case ProfileRevised revised -> know(key(revised.subjectId()), UNKNOWN_USER, position, rows);
    }
  }

  private static void know(
      String key, String total, LogPosition position, ViewBuffer<QualityRow> rows) {
    var before = rows.get(key);
    if (before != null && before.known()) {
      return;
    }
    long interactions = before == null ? 0 : before.interactions();
    rows.update(key, position, row -> about(key, true, interactions));
    if (interactions != 0) {
      summarize(position, rows, totals -> Counts.addTo(totals, total, -interactions));
    }
  }

  @Override
  protected void on(QualityEvent event, LogPosition position, ViewBuffer<QualityRow> rows) {
    switch (event) {
      case RecordsRejected rejected ->
          summarize(
              position,
              rows,
              totals ->
                  rejected
                      .counts()
                      .forEach(
                          (code, count) ->
                              Counts.addTo(
                                  totals, REJECTED + rejected.kind() + "/" + code, count)));
    }
  }

  /** What they did stays counted; that they have no profile is no finding any more. */
  @Override
  protected void on(ErasureEvent event, LogPosition position, ViewBuffer<QualityRow> rows) {
    if (event instanceof SubjectErased erased) {
      know(key(erased.subjectId()), UNKNOWN_USER, position, rows);
      rows.update(key(erased.subjectId()), position, row -> null);
    }
  }
}
