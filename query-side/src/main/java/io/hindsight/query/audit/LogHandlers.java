package io.hindsight.query.audit;

import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.LogIntegrity;
import io.hindsight.contracts.audit.LogIntegrity.Checked;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.log.StoredLog.Found;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditQuery.CheckIntegrity;
import io.hindsight.contracts.queries.AuditQuery.FindEvents;
import io.hindsight.contracts.queries.AuditQuery.FindIntegrity;
import io.hindsight.contracts.queries.AuditQuery.ProveEvent;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import java.util.Optional;

/** Answers auditors about the log itself. */
public final class LogHandlers implements QuestionHandlers {
  private final StoredLog log;
  private final LogIntegrity integrity;
  private final Subjects subjects;
  private final AuditDesk desk;

  public LogHandlers(StoredLog log, LogIntegrity integrity, Subjects subjects, AuditDesk desk) {
    this.log = log;
    this.integrity = integrity;
    this.subjects = subjects;
    this.desk = desk;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber
        .later(FindEvents.class, query -> desk.later(() -> events(query)))
        .later(FindIntegrity.class, query -> desk.later(() -> found(integrity.state())))
        .later(CheckIntegrity.class, query -> desk.later(() -> check(query)))
        .later(ProveEvent.class, query -> desk.later(() -> prove(query.position())));
  }

  private Answer<Found> events(FindEvents query) {
    LogPosition head = log.head();
    LogPosition upTo = query.upTo() == null ? head : query.upTo();
    if (!head.reaches(upTo.max(query.after()))) {
      return Answer.refused(
          "position-unknown",
          "The log ends at position %s, before %s.".formatted(head, upTo.max(query.after())),
          "Give a position up to there, or none.");
    }
    EventFilter filter = query.filter();
    if (query.user() != null) {
      Optional<SubjectId> subject = subjects.find(query.user());
      if (subject.isEmpty()) {
        return Answer.refused(
            "user-unknown",
            "There is no such user.",
            "Check the id. Of somebody who was erased only the subject id is left, if you have it.");
      }
      filter = filter.about(subject.get());
    }
    return found(log.find(filter, query.after(), upTo, query.limit()));
  }

  private Answer<Checked> check(CheckIntegrity query) {
    return integrity
        .check(query.after(), query.known())
        .map(this::found)
        .orElseGet(
            () ->
                Answer.refused(
                    "seal-unknown",
                    "No genuine seal stands at position %s.".formatted(query.after()),
                    "Begin without a position, and go on from the answer's next."));
  }

  private Answer<InclusionProof> prove(LogPosition position) {
    Optional<InclusionProof> proof = integrity.prove(position);
    if (proof.isPresent()) {
      return found(proof.get());
    }
    return integrity.event(position).isEmpty()
        ? Answer.refused(
            "event-unknown",
            "There is no event at position %s.".formatted(position),
            "Find positions at /v1/audit/events.")
        : Answer.refused(
            "not-sealed",
            "The event at position %s is under no seal yet.".formatted(position),
            "Try again in a minute; /v1/audit/integrity says how far the log is sealed.");
  }

  private <T> Answer<T> found(T value) {
    return new Answer.Found<>(value, LogPosition.START);
  }
}
