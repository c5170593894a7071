package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The person whose data it is: random, the only name of a person in events and views. */
public record SubjectId(@JsonValue String value) implements Id {
  @JsonCreator
  public SubjectId {
    Id.require("subjectId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
