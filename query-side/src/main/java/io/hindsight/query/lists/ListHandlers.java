package io.hindsight.query.lists;

import io.hindsight.contracts.consent.Consents;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.ListQuery.FindPopular;
import io.hindsight.contracts.queries.ListQuery.FindRecommendations;
import io.hindsight.contracts.queries.ListQuery.FindSimilarItems;
import io.hindsight.contracts.queries.ListQuery.FindTrending;
import io.hindsight.contracts.queries.RecommendedList;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.runtime.serving.ServingState;
import io.hindsight.runtime.serving.ServingView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Answers requests for lists: from the serving state alone, and only once the receipt is on disk.
 */
public final class ListHandlers implements QuestionHandlers {
  private final ServingState serving;
  private final Subjects subjects;
  private final Consents consents;
  private final ListServing lists;
  private final Duration wait;

  /**
   * @param wait at most so long for a position that a question asks for
   */
  public ListHandlers(
      ServingState serving,
      Subjects subjects,
      Consents consents,
      ListServing lists,
      Duration wait) {
    this.serving = serving;
    this.subjects = subjects;
    this.consents = consents;
    this.lists = lists;
    this.wait = wait;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber
        .later(FindRecommendations.class, this::answer)
        .later(FindSimilarItems.class, this::answer)
        .later(FindPopular.class, this::answer)
        .later(FindTrending.class, this::answer);
  }

  public CompletableFuture<Answer<RecommendedList>> answer(ListQuery query) {
    Answer<RecommendedList> refused = RequestShape.refusal(query);
    if (refused != null) {
      return done(refused);
    }
    LogPosition wanted = query.atLeast();
    if (wanted != null) {
      LogPosition reached = await(wanted);
      if (!reached.reaches(wanted)) {
        return done(new Answer.NotYet<>(wanted, reached));
      }
    }
    return answer(query, serving.view(Prepared.subject(query, subjects, consents)));
  }

  private CompletableFuture<Answer<RecommendedList>> answer(ListQuery query, ServingView view) {
    PersonState person = view.person();
    LogPosition seen = person == null ? view.snapshot().position() : person.position();
    LogPosition wanted = query.atLeast();
    if (wanted != null && !seen.reaches(wanted)) {
      return done(new Answer.NotYet<>(wanted, seen));
    }
    return switch (Prepared.of(query, view)) {
      case Prepared.Refused(Answer<RecommendedList> refusal) -> done(refusal);
      case Prepared.Ready(ListInputs inputs, ListRequest request) ->
          lists.serve(inputs, request).thenApply(list -> new Answer.Found<>(list, seen));
    };
  }

  private LogPosition await(LogPosition wanted) {
    try {
      return serving.await(wanted, wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return serving.snapshot().position();
    }
  }

  private static <T> CompletableFuture<Answer<T>> done(Answer<T> answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
