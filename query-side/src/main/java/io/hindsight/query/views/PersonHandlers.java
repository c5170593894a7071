package io.hindsight.query.views;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.ProfileDetails;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindHistory;
import io.hindsight.contracts.queries.ViewQuery.FindProfile;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.ProfileRow;
import io.hindsight.readmodel.views.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one person. Envelopes are opened here and nowhere before. */
public final class PersonHandlers implements QuestionHandlers {
  static final String ERASED = "erased";

  /** Attributes are read as a JSON object, also when they are gone. */
  static final String ERASED_ATTRIBUTES = "{\"erased\":true}";

  private final ViewReader views;
  private final Subjects subjects;
  private final PositionGate gate;

  public PersonHandlers(ViewReader views, Subjects subjects, PositionGate gate) {
    this.views = views;
    this.subjects = subjects;
    this.gate = gate;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber.on(FindProfile.class, this::findProfile).on(FindHistory.class, this::findHistory);
  }

  Answer<ViewAnswer.Profile> findProfile(FindProfile query) {
    return gate.answer(
        query,
        Views.PROFILES,
        seen ->
            subjects
                .find(query.userId())
                .flatMap(subject -> views.get(Views.PROFILES, subject.value()))
                .<Answer<ViewAnswer.Profile>>map(
                    row -> new Answer.Found<>(profile(query, row.value()), seen))
                .orElseGet(
                    () ->
                        Answer.refused(
                            "user-unknown",
                            "There is no profile of this user.",
                            "Create it with PUT /v1/users/{id}, or check the id.")));
  }

  Answer<ViewAnswer.History> findHistory(FindHistory query) {
    return gate.answer(
        query,
        Views.HISTORY,
        seen ->
            subjects
                .find(query.userId())
                .map(
                    subject ->
                        Paging.read(
                            views,
                            new Paging.Wanted<>(
                                Views.HISTORY,
                                ViewReader.BY_KEY,
                                Views.ofSubject(subject),
                                query.after(),
                                query.limit()),
                            page -> history(page, seen)))
                .orElseGet(
                    () -> new Answer.Found<>(new ViewAnswer.History(List.of(), null), seen)));
  }

  private ViewAnswer.Profile profile(FindProfile query, ProfileRow row) {
    ProfileDetails details = row.details();
    return new ViewAnswer.Profile(
        query.userId(),
        open(details.name(), ERASED),
        open(details.email(), ERASED),
        open(details.attributes(), ERASED_ATTRIBUTES),
        details.preferences());
  }

  private Answer<ViewAnswer.History> history(Page<HistoryRow> page, LogPosition seen) {
    var interactions =
        page.rows().stream().map(row -> interaction(row.value().recorded())).toList();
    return new Answer.Found<>(new ViewAnswer.History(interactions, page.next()), seen);
  }

  private ViewAnswer.Interaction interaction(InteractionRecorded recorded) {
    return new ViewAnswer.Interaction(
        recorded.interactionId(),
        recorded.itemId(),
        recorded.type(),
        recorded.occurredAt(),
        recorded.quantity(),
        recorded.unitPrice(),
        recorded.currency(),
        recorded.value(),
        recorded.seconds(),
        open(recorded.query(), ERASED),
        recorded.placement(),
        recorded.recommendationId());
  }

  private @Nullable String open(@Nullable Personal envelope, String erased) {
    if (envelope == null) {
      return null;
    }
    return switch (subjects.open(envelope)) {
      case Disclosed.Clear(String text) -> text;
      case Disclosed.Erased() -> erased;
    };
  }
}
