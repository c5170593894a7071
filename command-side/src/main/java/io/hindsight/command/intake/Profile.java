package io.hindsight.command.intake;

import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.profiles.Preferences;
import org.jspecify.annotations.Nullable;

/** A profile that may be stored, still in plain text. */
record Profile(UserId user, Content content) {

  /** What of it is stored. */
  record Content(
      @Nullable String name,
      @Nullable String email,
      @Nullable String attributes,
      Preferences preferences) {
    @Override
    public String toString() {
      return "Content(not printed)";
    }
  }

  @Override
  public String toString() {
    return "Profile(not printed)";
  }
}
