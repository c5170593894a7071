package io.hindsight.runtime.serving;

import org.jspecify.annotations.Nullable;

/**
 * States that fit together: every item of the person's is in the snapshot's catalog.
 *
 * @param person null where nobody in particular asks
 */
public record ServingView(ServingSnapshot snapshot, @Nullable PersonState person) {
  public ServingView {
    if (person != null && !snapshot.position().reaches(person.position())) {
      throw new IllegalArgumentException(
          "the person is known up to "
              + person.position()
              + ", the rest up to "
              + snapshot.position());
    }
  }
}
