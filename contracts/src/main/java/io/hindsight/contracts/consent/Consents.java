package io.hindsight.contracts.consent;

import io.hindsight.contracts.ids.SubjectId;

/** What people allow right now: whatever was changed and answered is known here. */
@FunctionalInterface
public interface Consents {
  Consent of(SubjectId subject);
}
