package io.hindsight.query.audit;

import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditAnswer.Cost;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListTraces;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.runtime.serving.Checkpoints;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.runtime.serving.ServingView;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lists that were served, and the states that they were made of. */
public final class PastLists {
  private final LogReader log;
  private final Refold refold;
  private final Checkpoints checkpoints;
  private final Subjects subjects;
  private final LongSupplier nanoTime;

  public PastLists(
      LogReader log,
      Refold refold,
      Checkpoints checkpoints,
      Subjects subjects,
      LongSupplier nanoTime) {
    this.log = log;
    this.refold = refold;
    this.checkpoints = checkpoints;
    this.subjects = subjects;
    this.nanoTime = nanoTime;
  }

  /** A receipt, and where it stands in the log. */
  record Found(RecordedEvent event, Receipt receipt) {
    /** Of the request. */
    @Nullable String traceId() {
      return ListTraces.at(receipt.recommendationId().place(), event.metadata().get("traceId"));
    }

    <T> Answer<T> answer(T value) {
      return new Answer.Found<>(value, event.position());
    }
  }

  /** The states of a list, or why there are none. */
  sealed interface States {
    record Remade(ServingView view, Cost cost) implements States {}

    record Erased() implements States {}

    record Gone(String why, String remedy) implements States {}
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  static <T> Answer<T> unknown(RecommendationId id) {
    return Answer.refused(
        "recommendation-unknown",
        "There is no receipt " + id + " in the log.",
        "Give the recommendationId that a list was answered with.");
  }

  Optional<Found> find(RecommendationId id) {
    return log.latest(Stream.of(id), log.head())
        .flatMap(
            event ->
                event.event() instanceof RecommendationServed served
                    ? served.receipt(id).map(receipt -> new Found(event, receipt))
                    : Optional.empty());
  }

  /** Made again from the log and its checkpoints; no view is asked. */
  States states(Receipt receipt) {
    SubjectId subject = receipt.request().subjectId();
    if (subject != null && subjects.isErased(subject)) {
      return new States.Erased();
    }
    Basis basis = receipt.basis();
    Integer rules = basis.rules();
    if (rules != null && rules > Basis.LATEST_RULES) {
      return new States.Gone(
          "the list was made by rules %d of a later version, this one knows %d"
              .formatted(rules, Basis.LATEST_RULES),
          "Ask a server of the version that served it, or of a later one.");
    }
    LogPosition head = log.head();
    if (!head.reaches(basis.catalog())) {
      return new States.Gone(
          "the list was made at position %s, but the log ends at %s"
              .formatted(basis.catalog(), head),
          "A log that was cut short is no witness: restore the whole of it from a backup.");
    }
    long start = nanoTime.getAsLong();
    try {
      Refold.Remade again = refold.view(new Refold.Past(basis, subject), checkpoints);
      Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
      return new States.Remade(again.view(), new Cost(again.from(), again.events(), took));
    } catch (Refold.ModelMissing e) {
      return new States.Gone(
          String.valueOf(e.getMessage()),
          "Put its file back into models/ from a backup; nothing else can stand in for it.");
    }
  }
}
