package io.hindsight.query.views;

import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer.PersonConsent;
import io.hindsight.contracts.queries.ViewQuery;
import io.hindsight.contracts.queries.ViewQuery.FindConsent;
import io.hindsight.contracts.queries.ViewQuery.FindErasure;
import io.hindsight.contracts.queries.ViewQuery.FindExportPage;
import io.hindsight.contracts.queries.ViewQuery.FindHistory;
import io.hindsight.contracts.queries.ViewQuery.FindItem;
import io.hindsight.contracts.queries.ViewQuery.FindItemFeatures;
import io.hindsight.contracts.queries.ViewQuery.FindItems;
import io.hindsight.contracts.queries.ViewQuery.FindModels;
import io.hindsight.contracts.queries.ViewQuery.FindPlacement;
import io.hindsight.contracts.queries.ViewQuery.FindPlacements;
import io.hindsight.contracts.queries.ViewQuery.FindProfile;
import io.hindsight.contracts.queries.ViewQuery.FindQuality;
import io.hindsight.contracts.queries.ViewQuery.FindRetention;
import io.hindsight.contracts.queries.ViewQuery.FindUserFeatures;
import io.hindsight.contracts.queries.ViewQuery.FindViews;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.query.lists.PastConsents;
import io.hindsight.readmodel.past.PastViews;
import io.hindsight.readmodel.past.PastViews.Folded;
import io.hindsight.readmodel.past.Slice;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers questions of views as of an earlier moment, by the same code over views of then. */
public final class PastViewAnswers {
  private final PastViews past;
  private final Subjects subjects;
  private final PastConsents consents;

  public PastViewAnswers(PastViews past, Subjects subjects, PastConsents consents) {
    this.past = past;
    this.subjects = subjects;
    this.consents = consents;
  }

  /** An answer, and how many events were folded for it. */
  public record PastAnswer(Answer<?> answer, long events) {}

  /** Whether only what had happened by then can be asked for. */
  public static boolean knowsWhenThingsHappened(ViewQuery query) {
    return query instanceof FindHistory
        || query instanceof FindUserFeatures
        || query instanceof FindItemFeatures;
  }

  /**
   * @param occurredBy only what had happened by then counts; null: all
   * @throws io.hindsight.readmodel.past.TooDear if more than so many events would be folded
   */
  public PastAnswer at(ViewQuery query, LogPosition at, @Nullable Instant occurredBy, long atMost) {
    if (query instanceof FindConsent find) {
      return consent(find, at);
    }
    Slice slice = slice(query, occurredBy);
    if (slice == null) {
      return new PastAnswer(
          Answer.refused(
              "as-of-unsupported",
              "This is answered as of now only.",
              "Leave out asOf, or make a copy of the past with ./hindsight replay."),
          0);
    }
    Folded folded = past.fold(at, slice, atMost);
    return new PastAnswer(answer(query, folded.views(), at), folded.events());
  }

  /** Its stream's last event says all. */
  private PastAnswer consent(FindConsent query, LogPosition at) {
    Consent then =
        subjects.find(query.userId()).map(subject -> consents.of(subject, at)).orElse(Consent.FULL);
    return new PastAnswer(new Answer.Found<>(new PersonConsent(then), at), 1);
  }

  private @Nullable Slice slice(ViewQuery query, @Nullable Instant by) {
    return switch (query) {
      case FindItem find -> new Slice.Item(find.itemId());
      case FindItems all -> new Slice.Catalog();
      case FindProfile find -> of(find.userId(), Slice.Profile::new);
      case FindHistory find -> of(find.userId(), subject -> new Slice.History(subject, by));
      case FindUserFeatures find ->
          of(find.userId(), subject -> new Slice.PersonFeatures(subject, by));
      case FindItemFeatures find -> new Slice.ItemFeatures(find.itemId(), by);
      case FindPlacements all -> new Slice.Placements();
      case FindPlacement find -> new Slice.Placement(find.placementId());
      case FindModels all -> new Slice.Models();
      case FindQuality all -> new Slice.Quality();
      case FindErasure find -> new Slice.Erasure(find.erasureId());
      case FindConsent consent -> null;
      case FindRetention retention -> null;
      case FindExportPage page -> null;
      case FindViews views -> null;
    };
  }

  private Slice of(UserId user, Function<SubjectId, Slice> slice) {
    return subjects.find(user).map(slice).orElseGet(Slice.Nothing::new);
  }

  private Answer<?> answer(ViewQuery query, ViewReader views, LogPosition at) {
    PositionGate gate = new PositionGate(standingAt(at), Duration.ZERO);
    CatalogHandlers catalog = new CatalogHandlers(views, gate);
    PersonHandlers persons = new PersonHandlers(views, subjects, gate);
    FeatureHandlers features = new FeatureHandlers(views, subjects, gate);
    OperationHandlers operations =
        new OperationHandlers(
            views,
            () -> {
              throw new IllegalStateException("the past has no processors");
            },
            gate);
    return switch (query) {
      case FindItem find -> catalog.findItem(find);
      case FindItems find -> catalog.findItems(find);
      case FindProfile find -> persons.findProfile(find);
      case FindHistory find -> persons.findHistory(find);
      case FindUserFeatures find -> features.findUserFeatures(find);
      case FindItemFeatures find -> features.findItemFeatures(find);
      case FindPlacements find -> operations.findPlacements(find);
      case FindPlacement find -> operations.findPlacement(find);
      case FindModels find -> operations.findModels(find);
      case FindQuality find -> operations.findQuality(find);
      case FindErasure find -> new ErasureHandlers(views, gate).findErasure(find);
      case FindConsent _, FindRetention _, FindExportPage _, FindViews _ ->
          throw new IllegalStateException("no slice was made for it");
    };
  }

  private static ViewProgress standingAt(LogPosition at) {
    ViewProgress progress = new ViewProgress();
    Views.ALL.forEach(view -> progress.report(view.name(), at));
    return progress;
  }
}
