package io.hindsight.query.audit;

import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.LogIntegrity;
import io.hindsight.contracts.audit.LogIntegrity.Checked;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditQuery.CheckIntegrity;
import io.hindsight.contracts.queries.AuditQuery.FindIntegrity;
import io.hindsight.contracts.queries.AuditQuery.ProveEvent;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import java.util.Optional;

/** Answers auditors whether the log is whole. Who seals it knows. */
public final class IntegrityHandlers implements QuestionHandlers {
  private final LogIntegrity integrity;
  private final AuditDesk desk;

  public IntegrityHandlers(LogIntegrity integrity, AuditDesk desk) {
    this.integrity = integrity;
    this.desk = desk;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber
        .later(FindIntegrity.class, query -> desk.later(() -> found(integrity.state())))
        .later(CheckIntegrity.class, query -> desk.later(() -> check(query)))
        .later(ProveEvent.class, query -> desk.later(() -> prove(query.position())));
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
