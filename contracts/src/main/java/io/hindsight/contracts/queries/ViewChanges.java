package io.hindsight.contracts.queries;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer.Cost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a view between two positions.
 *
 * @param added how many rows came
 * @param removed how many went
 * @param changed how many are there at both, and differ
 * @param rows by key, a page of them
 * @param next the cursor of the next page; null for the last
 */
public record ViewChanges(
    String view,
    LogPosition from,
    LogPosition to,
    long added,
    long removed,
    long changed,
    List<ChangedRow> rows,
    @Nullable String next,
    Cost cost) {
  public ViewChanges {
    rows = List.copyOf(rows);
  }

  /**
   * A row that is not the same at both.
   *
   * @param before in JSON; null where it was not there
   * @param after in JSON; null where it is gone
   * @param last position of the last event that changed it
   */
  public record ChangedRow(
      String key, @Nullable String before, @Nullable String after, LogPosition last) {}
}
