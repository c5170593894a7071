package io.hindsight.api.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.hindsight.contracts.queries.ViewChanges;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a view between two positions.
 *
 * @param added how many rows came
 * @param removed how many went
 * @param changed how many are there at both, and differ
 * @param rows by key
 * @param next the cursor of the next page; null for the last
 */
@Schema(name = "ViewChanges")
record ViewChangesView(
    String view,
    long from,
    long to,
    long added,
    long removed,
    long changed,
    List<Row> rows,
    @Nullable String next,
    CostView cost) {

  /**
   * A row that is not the same at both.
   *
   * @param before null where it was not there
   * @param after null where it is gone
   * @param last position of the last event that changed it
   */
  @Schema(name = "ChangedRow")
  record Row(
      String key,
      @JsonRawValue @Schema(type = "object") @Nullable String before,
      @JsonRawValue @Schema(type = "object") @Nullable String after,
      long last) {}

  static ViewChangesView of(ViewChanges changes) {
    return new ViewChangesView(
        changes.view(),
        changes.from().value(),
        changes.to().value(),
        changes.added(),
        changes.removed(),
        changes.changed(),
        changes.rows().stream()
            .map(row -> new Row(row.key(), row.before(), row.after(), row.last().value()))
            .toList(),
        changes.next(),
        CostView.of(changes.cost()));
  }
}
