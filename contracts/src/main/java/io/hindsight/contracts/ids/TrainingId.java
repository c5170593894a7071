package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One request to train a model. */
public record TrainingId(@JsonValue String value) implements Id {
  @JsonCreator
  public TrainingId {
    Id.require("trainingId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
