package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.hindsight.contracts.interactions.InteractionType;
import java.time.YearMonth;

/** The forgetting of one type of interactions up to the end of one month. */
public record RetentionId(@JsonValue String value) implements Id {
  @JsonCreator
  public RetentionId {
    Id.require("retentionId", value);
  }

  /** There is one for each type and month. */
  public static RetentionId of(InteractionType type, YearMonth month) {
    return new RetentionId(type.wireName() + "-" + month);
  }

  @Override
  public String toString() {
    return value;
  }
}
