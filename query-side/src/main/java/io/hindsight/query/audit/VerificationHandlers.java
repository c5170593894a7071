package io.hindsight.query.audit;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditAnswer.Verification;
import io.hindsight.contracts.queries.AuditQuery.FindVerification;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells how far the verification of a view is. Who verifies knows; this only passes it on. */
public final class VerificationHandlers implements QuestionHandlers {
  private final Function<String, Optional<Verification>> verifications;
  private final Supplier<LogPosition> head;

  public VerificationHandlers(
      Function<String, Optional<Verification>> verifications, Supplier<LogPosition> head) {
    this.verifications = verifications;
    this.head = head;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber.on(FindVerification.class, this::find);
  }

  private Answer<Verification> find(FindVerification query) {
    return verifications
        .apply(query.view())
        .<Answer<Verification>>map(found -> new Answer.Found<>(found, head.get()))
        .orElseGet(
            () ->
                Answer.refused(
                    "verification-unknown",
                    "No verification of " + query.view() + " is at hand.",
                    "Start one with POST /v1/audit/projections/{name}/verify; GET /v1/views names"
                        + " the views."));
  }
}
