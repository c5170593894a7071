package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where a list is shown: home, product page, search, feed. */
public record PlacementId(@JsonValue String value) implements Id {
  @JsonCreator
  public PlacementId {
    Id.require("placement", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
