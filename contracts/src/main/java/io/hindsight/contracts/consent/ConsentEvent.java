package io.hindsight.contracts.consent;

import io.hindsight.contracts.ids.SubjectId;
import java.time.Instant;

/** The stream of one person's consent. */
public sealed interface ConsentEvent {
  SubjectId subjectId();

  /** From here on this holds, and nothing that was allowed before. */
  record ConsentChanged(SubjectId subjectId, Consent consent, Instant at) implements ConsentEvent {}
}
