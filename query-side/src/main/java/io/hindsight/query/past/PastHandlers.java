package io.hindsight.query.past;

import io.hindsight.contracts.log.LogMoment;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AskPast;
import io.hindsight.contracts.queries.AuditAnswer.Cost;
import io.hindsight.contracts.queries.ListQuery;
import io.hindsight.contracts.queries.ViewQuery;
import io.hindsight.query.audit.AuditDesk;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.query.lists.UnservedLists;
import io.hindsight.query.past.Moments.Found;
import io.hindsight.query.past.Moments.Resolved;
import io.hindsight.query.views.PastViewAnswers;
import io.hindsight.readmodel.past.TooDear;
import io.hindsight.runtime.serving.Refold;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Answers questions as of an earlier moment, from the log alone. */
public final class PastHandlers implements QuestionHandlers {
  private final Moments moments;
  private final PastViewAnswers views;
  private final UnservedLists lists;
  private final LongSupplier nanoTime;
  private final long atMost;
  private final AuditDesk desk;

  /**
   * @param atMost so many events are folded for one answer, and no more
   */
  public PastHandlers(
      Moments moments,
      PastViewAnswers views,
      UnservedLists lists,
      LongSupplier nanoTime,
      long atMost,
      AuditDesk desk) {
    this.moments = moments;
    this.views = views;
    this.lists = lists;
    this.nanoTime = nanoTime;
    this.atMost = atMost;
    this.desk = desk;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber.<AskPast, Object>later(AskPast.class, this::later);
  }

  private CompletableFuture<Answer<Object>> later(AskPast asked) {
    return desk.later(() -> answer(asked));
  }

  private Answer<Object> answer(AskPast asked) {
    if (asked.moment().occurredBy() != null
        && !(asked.question() instanceof ViewQuery view
            && PastViewAnswers.knowsWhenThingsHappened(view))) {
      return Answer.refused(
          "occurred-as-of-unsupported",
          "This does not go by when things happened.",
          "Give asOf, a time or position of recording; occurredAsOf goes with histories and"
              + " features.");
    }
    return switch (moments.resolve(asked.moment())) {
      case Resolved.Refused(var refusal) -> new Answer.Refused<>(refusal);
      case Found found -> at(found, asked);
    };
  }

  private Answer<Object> at(Found found, AskPast asked) {
    long start = nanoTime.getAsLong();
    try {
      return switch (asked.question()) {
        case ViewQuery view -> {
          var told = views.at(view, found.moment().position(), asked.moment().occurredBy(), atMost);
          yield past(told.answer(), found.moment(), LogPosition.START, told.events(), start);
        }
        case ListQuery list -> {
          var told = lists.at(list, found.moment(), found.now(), atMost);
          yield past(told.answer(), found.moment(), told.from(), told.events(), start);
        }
        default -> throw new IllegalArgumentException("no past of " + asked.question().getClass());
      };
    } catch (TooDear e) {
      return tooDear(e.from());
    } catch (Refold.ModelMissing e) {
      return Answer.refused(
          "past-gone",
          String.valueOf(e.getMessage()),
          "Put its file back into models/ from a backup; nothing else can stand in for it.");
    }
  }

  private Answer<Object> past(
      Answer<?> answer, LogMoment moment, LogPosition from, long events, long start) {
    return switch (answer) {
      case Answer.Found<?>(Object value, LogPosition position) ->
          new Answer.Past<>(
              value,
              moment.position(),
              moment.recordedAt(),
              new Cost(from, events, Duration.ofNanos(nanoTime.getAsLong() - start)),
              atMost);
      case Answer.Refused<?>(var refusal) -> new Answer.Refused<>(refusal);
      default -> throw new IllegalStateException("the past is never awaited");
    };
  }

  private Answer<Object> tooDear(LogPosition from) {
    String start = from.equals(LogPosition.START) ? "the start of the log" : "checkpoint " + from;
    return Answer.refused(
        "as-of-too-dear",
        "More than %,d events would have to be folded from %s.".formatted(atMost, start),
        "Raise hindsight.past.max-events, or make a copy of that moment with ./hindsight replay and"
            + " ask there.");
  }
}
