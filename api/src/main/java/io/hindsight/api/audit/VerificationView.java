package io.hindsight.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.hindsight.contracts.queries.AuditAnswer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view compared with what the log says.
 *
 * @param generation that is built beside the live one
 * @param status replaying, paused, comparing, explaining, identical, different or failed
 * @param position up to where it is built; once compared, where both stood
 * @param live up to where the live one is
 * @param differences how many rows differ
 * @param rows the first of them by their keys, at most 100
 * @param problem why it failed, or does not go on
 */
@Schema(name = "Verification")
@JsonInclude(JsonInclude.Include.NON_NULL)
record VerificationView(
    String projection,
    int generation,
    String status,
    long position,
    long live,
    long differences,
    List<Row> rows,
    @Nullable String problem) {

  /**
   * A row that differs.
   *
   * @param what missing, extra, content, seen, index or unreadable
   * @param live the row as it is
   * @param rebuilt the row as it should be
   * @param event position of the first event that explains it
   * @param text in words
   */
  @Schema(name = "WrongRow")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      String key,
      String what,
      @JsonRawValue @Schema(type = "object") @Nullable String live,
      @JsonRawValue @Schema(type = "object") @Nullable String rebuilt,
      @Nullable Long event,
      @Nullable String eventType,
      String text) {

    static Row of(AuditAnswer.WrongRow row) {
      return new Row(
          row.key(),
          row.what(),
          row.live(),
          row.rebuilt(),
          row.event() == null ? null : row.event().value(),
          row.eventType(),
          row.text());
    }
  }

  /** What was taken on. */
  @Schema(name = "VerificationStep")
  record Step(String projection, int generation, long position) {}

  static VerificationView of(AuditAnswer.Verification found) {
    return new VerificationView(
        found.view(),
        found.generation(),
        found.status(),
        found.position().value(),
        found.live().value(),
        found.differences(),
        found.rows().stream().map(Row::of).toList(),
        found.problem());
  }
}
