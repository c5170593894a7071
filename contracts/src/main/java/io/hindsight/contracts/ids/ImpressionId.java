package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One time that items were shown. */
public record ImpressionId(@JsonValue String value) implements Id {
  @JsonCreator
  public ImpressionId {
    Id.require("impressionId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
