package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One erasure of one person. */
public record ErasureId(@JsonValue String value) implements Id {
  @JsonCreator
  public ErasureId {
    Id.require("erasureId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
