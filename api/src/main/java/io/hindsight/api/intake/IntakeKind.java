package io.hindsight.api.intake;

import java.util.Locale;

/** What is taken in. */
public enum IntakeKind {
  INTERACTIONS,
  ITEMS,
  USERS;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
