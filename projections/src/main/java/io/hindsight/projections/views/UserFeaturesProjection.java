package io.hindsight.projections.views;

import static java.time.ZoneOffset.UTC;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.CatalogEvent.ItemRevised;
import io.hindsight.contracts.catalog.ItemDetails;
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
import io.hindsight.contracts.quality.QualityEvent;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.serving.ServingEvent;
import io.hindsight.projections.processing.ViewBuffer;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.FeatureRow;
import io.hindsight.readmodel.views.FeatureRow.Filing;
import io.hindsight.readmodel.views.Views;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Categories and brands are counted as the item was filed when the interaction was recorded, and
 * are to be taken off the same way: that is as the item was filed first, or else noted beside the
 * interaction. Few items are ever filed anew, and a note for each interaction would be half of what
 * is written here.
 */
final class UserFeaturesProjection extends ViewProjection<FeatureRow> {
  private static final String SUBJECTS = "subject/";

  UserFeaturesProjection() {
    super(
        Views.USER_FEATURES,
        Set.of(
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

  private static String key(SubjectId subject) {
    return SUBJECTS + subject.value();
  }

  private static String key(ItemId item) {
    return "item/" + item.value();
  }

  /** Below the subject and the month, so that all of theirs are found when they are forgotten. */
  private static String key(InteractionRecorded recorded) {
    String month =
        Views.ofMonth(recorded.type(), YearMonth.from(recorded.occurredAt().atZone(UTC)));
    return below(recorded.subjectId(), month) + recorded.interactionId().value();
  }

  private static String below(SubjectId subject) {
    return "filed/" + subject.value() + "/";
  }

  private static String below(SubjectId subject, String month) {
    return below(subject) + month + "/";
  }

  @Override
  public List<String> keys(Object event) {
    return switch (event) {
      case InteractionRecorded recorded ->
          List.of(key(recorded.subjectId()), key(recorded.itemId()));
      case InteractionRetracted(_, var recorded, _) ->
          List.of(key(recorded.subjectId()), key(recorded.itemId()), key(recorded));
      case CatalogEvent catalog -> List.of(key(catalog.itemId()));
      case SubjectErased erased -> List.of(key(erased.subjectId()));
      default -> List.of();
    };
  }

  @Override
  protected void on(CatalogEvent event, LogPosition position, ViewBuffer<FeatureRow> rows) {
    switch (event) {
      case ItemListed listed -> file(listed.itemId(), listed.details(), position, rows);
      case ItemRevised revised -> file(revised.itemId(), revised.details(), position, rows);
      case ItemDelisted delisted -> {
        // People may still do things with it, and it is still filed as it was.
      }
    }
  }

  private static void file(
      ItemId item, ItemDetails details, LogPosition position, ViewBuffer<FeatureRow> rows) {
    var filing = new Filing(details.categories().stream().distinct().toList(), details.brand());
    rows.update(
        key(item), position, row -> row == null ? FeatureRow.of(filing) : row.filedAs(filing));
  }

  @Override
  protected void on(InteractionEvent event, LogPosition position, ViewBuffer<FeatureRow> rows) {
    switch (event) {
      case InteractionRecorded recorded -> record(recorded, position, rows);
      case InteractionRetracted(_, var recorded, _) -> retract(recorded, position, rows);
    }
  }

  private static void record(
      InteractionRecorded recorded, LogPosition position, ViewBuffer<FeatureRow> rows) {
    rows.update(
        key(recorded.itemId()), position, row -> row == null ? FeatureRow.of(Filing.NONE) : row);
    FeatureRow item = rows.get(key(recorded.itemId()));
    Filing again = item == null ? null : item.refiled();
    Filing filing = again == null ? first(item) : again;
    rows.update(
        key(recorded.subjectId()), position, row -> FeatureSums.plus(row, recorded, filing));
    if (again != null) {
      rows.update(key(recorded), position, row -> FeatureRow.of(again));
    }
  }

  private static void retract(
      InteractionRecorded recorded, LogPosition position, ViewBuffer<FeatureRow> rows) {
    FeatureRow noted = rows.get(key(recorded));
    Filing filing = first(noted == null ? rows.get(key(recorded.itemId())) : noted);
    rows.update(
        key(recorded.subjectId()), position, row -> FeatureSums.minus(row, recorded, filing));
    rows.update(key(recorded), position, row -> null);
  }

  private static Filing first(@Nullable FeatureRow filed) {
    return filed == null || filed.filing() == null ? Filing.NONE : filed.filing();
  }

  @Override
  protected void on(ErasureEvent event, LogPosition position, ViewBuffer<FeatureRow> rows) {
    if (event instanceof SubjectErased erased) {
      rows.update(key(erased.subjectId()), position, row -> null);
      rows.removeAll(ViewReader.BY_KEY, below(erased.subjectId()));
    }
  }

  @Override
  protected void on(RetentionEvent event, LogPosition position, ViewBuffer<FeatureRow> rows) {
    if (event instanceof InteractionsForgotten forgotten) {
      List<String> filed = new ArrayList<>();
      rows.updateAll(
          SUBJECTS,
          position,
          (key, row) -> {
            List<String> gone = FeatureSums.covered(row, forgotten);
            SubjectId subject = new SubjectId(key.substring(SUBJECTS.length()));
            gone.forEach(month -> filed.add(below(subject, month)));
            return FeatureSums.without(row, gone);
          });
      rows.removeAll(ViewReader.BY_KEY, filed);
    }
  }
}
