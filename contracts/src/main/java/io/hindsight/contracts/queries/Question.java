package io.hindsight.contracts.queries;

import io.hindsight.contracts.log.LogPosition;
import org.jspecify.annotations.Nullable;

/** A question about what the log led to. */
public interface Question {

  /** Answer only from a state that has seen the log up to here; null: from the present one. */
  @Nullable LogPosition atLeast();
}
