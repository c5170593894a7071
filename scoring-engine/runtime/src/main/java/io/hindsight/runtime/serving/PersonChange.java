package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;

/** What one event changes for one person. */
sealed interface PersonChange {
  SubjectId subject();

  InteractionId id();

  long position();

  record Did(SubjectId subject, InteractionId id, PersonEvent event) implements PersonChange {
    @Override
    public long position() {
      return event.position();
    }
  }

  /** An interaction was retracted: what was known of the person must be read anew. */
  record TookBack(SubjectId subject, InteractionId id, long position) implements PersonChange {}
}
