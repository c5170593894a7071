package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.profiles.Preferences;

/** What one event changes for one person. */
sealed interface PersonChange {
  SubjectId subject();

  long position();

  /** A change of what the person did. */
  sealed interface Deed extends PersonChange {
    InteractionId id();
  }

  record Did(SubjectId subject, InteractionId id, PersonEvent event) implements Deed {
    @Override
    public long position() {
      return event.position();
    }
  }

  /** An interaction was retracted: what was known of the person must be read anew. */
  record TookBack(SubjectId subject, InteractionId id, long position) implements Deed {}

  /** The person was erased: nothing that they did or said is known any more. */
  record Erased(SubjectId subject, long position) implements PersonChange {}

  /** The person said anew what they like. */
  record Stated(SubjectId subject, Preferences preferences, long position)
      implements PersonChange {}
}
