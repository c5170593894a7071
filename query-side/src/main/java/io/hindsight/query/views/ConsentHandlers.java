package io.hindsight.query.views;

import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.consent.Consents;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer.PersonConsent;
import io.hindsight.contracts.queries.ViewQuery.FindConsent;
import io.hindsight.contracts.subjects.Subjects;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import java.util.function.Supplier;

/** What people allow: not from a view, which could lag behind what they just said. */
public final class ConsentHandlers implements QuestionHandlers {
  private final Subjects subjects;
  private final Consents consents;
  private final Supplier<LogPosition> head;

  public ConsentHandlers(Subjects subjects, Consents consents, Supplier<LogPosition> head) {
    this.subjects = subjects;
    this.consents = consents;
    this.head = head;
  }

  @Override
  public void subscribe(Subscriber subscriber) {
    subscriber.on(FindConsent.class, this::findConsent);
  }

  Answer<PersonConsent> findConsent(FindConsent query) {
    LogPosition seen = head.get();
    LogPosition wanted = query.atLeast();
    if (wanted != null && !seen.reaches(wanted)) {
      return new Answer.NotYet<>(wanted, seen);
    }
    Consent consent = subjects.find(query.userId()).map(consents::of).orElse(Consent.FULL);
    return new Answer.Found<>(new PersonConsent(consent), seen);
  }
}
