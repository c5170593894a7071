package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person as the client names them. Never enters an event or a view: see {@link SubjectId}. */
public record UserId(@JsonValue String value) implements Id {
  @JsonCreator
  public UserId {
    Id.require("userId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
