package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One list that was served, and the key of its receipt. */
public record RecommendationId(@JsonValue String value) implements Id {
  @JsonCreator
  public RecommendationId {
    Id.require("recommendationId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
