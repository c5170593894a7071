package io.hindsight.contracts.queries;

import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.retention.RetentionPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept how long, and what was forgotten, the newest first. */
public record RetentionAnswer(List<Policy> policies, List<Forgotten> forgotten) {
  public RetentionAnswer {
    policies = List.copyOf(policies);
    forgotten = List.copyOf(forgotten);
  }

  /**
   * @param month that falls due next
   * @param due the first day (UTC) on which it is forgotten
   */
  public record Policy(RetentionPolicy policy, YearMonth month, LocalDate due) {}

  /**
   * @param upTo the last month that is forgotten, with all before it
   * @param receipt null until all stores have let go
   */
  public record Forgotten(
      RetentionId id,
      InteractionType type,
      YearMonth upTo,
      String period,
      Instant at,
      ViewAnswer.Erasure.@Nullable Receipt receipt) {}
}
