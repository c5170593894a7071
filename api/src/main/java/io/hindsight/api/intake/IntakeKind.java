package io.hindsight.api.intake;

import java.util.Locale;

/** What is taken in. */
public enum IntakeKind {
  INTERACTIONS,
  IMPRESSIONS,
  ITEMS,
  USERS;

  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
