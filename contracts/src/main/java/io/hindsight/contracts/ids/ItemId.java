package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An item of the catalog, as the client names it. */
public record ItemId(@JsonValue String value) implements Id {
  @JsonCreator
  public ItemId {
    Id.require("itemId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
