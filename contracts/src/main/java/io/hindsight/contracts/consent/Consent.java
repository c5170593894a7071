package io.hindsight.contracts.consent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** How far a person lets themselves be known. Who never said anything has given {@link #FULL}. */
public enum Consent {
  /** What they do is recorded, learned from, and shapes their lists. */
  FULL,
  /** What they do is recorded; nothing is learned from it, and it shapes no list. */
  LIMITED,
  /** What they do is not recorded either. */
  NONE;

  public static Optional<Consent> of(String wireName) {
    for (Consent consent : values()) {
      if (consent.wireName().equals(wireName)) {
        return Optional.of(consent);
      }
    }
    return Optional.empty();
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Consent read(String wireName) {
    return of(wireName).orElseThrow(() -> new IllegalArgumentException("no consent " + wireName));
  }

  /** Whether the person may be profiled. */
  public boolean allowsProfiling() {
    return this == FULL;
  }

  /** Whether what the person does may be recorded. */
  public boolean allowsRecording() {
    return this != NONE;
  }
}
