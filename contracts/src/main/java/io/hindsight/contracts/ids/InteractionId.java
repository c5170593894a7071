package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One interaction, named by the client or derived from its content. */
public record InteractionId(@JsonValue String value) implements Id {
  @JsonCreator
  public InteractionId {
    Id.require("interactionId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
