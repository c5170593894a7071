package io.hindsight.query.lists;

import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.consent.ConsentEvent.ConsentChanged;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.Stream;

/** What people allowed at an earlier moment: the last of what they had said by then. */
public final class PastConsents {
  private final LogReader log;

  public PastConsents(LogReader log) {
    this.log = log;
  }

  public Consent of(SubjectId subject, LogPosition at) {
    return log.latest(Stream.ofConsent(subject), at)
        .map(event -> ((ConsentChanged) event.event()).consent())
        .orElse(Consent.FULL);
  }
}
