package io.hindsight.contracts.serving;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which question a list answers. */
public enum ListKind {
  PERSONAL,
  SIMILAR,
  POPULAR,
  TRENDING;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static ListKind read(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
