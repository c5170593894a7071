package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.profiles.Preferences;

/** What one event changes for persons. */
sealed interface PersonChange {
  long position();

  /** What it changes for one of them. */
  sealed interface OfOne extends PersonChange {
    SubjectId subject();
  }

  /** A change of what the person did. */
  sealed interface Deed extends OfOne {
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
  record Erased(SubjectId subject, long position) implements OfOne {}

  /** The person said anew what they like. */
  record Stated(SubjectId subject, Preferences preferences, long position) implements OfOne {}

  /** What anybody did of a type before some time counts no more. */
  record Forgot(InteractionType type, long keptFromMillis, long position) implements PersonChange {
    boolean covers(PersonEvent event) {
      return event.type() == type && event.occurredAtMillis() < keptFromMillis;
    }
  }
}
