package io.hindsight.readmodel.views;

import static java.time.ZoneOffset.UTC;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.LogPosition;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Key: the person, so that what one did stands together, newest first by when it happened, and the
 * interaction's id. What was taken back stands apart.
 *
 * @param position of the event that recorded it
 * @param retractedAt position of the event that took it back; the row stays, so that the past can
 *     be refolded
 */
public record HistoryRow(
    InteractionRecorded recorded, LogPosition position, @Nullable LogPosition retractedAt) {

  /** Where the row stands. */
  public String key() {
    return retractedAt == null ? counting(recorded) : takenBack(recorded);
  }

  /** Where an interaction stands as long as it counts. */
  public static String counting(InteractionRecorded recorded) {
    return Views.ofSubject(recorded.subjectId())
        + Ordered.descending(recorded.occurredAt())
        + "|"
        + recorded.interactionId().value();
  }

  /** Where an interaction stands once it counts no more. */
  public static String takenBack(InteractionRecorded recorded) {
    return Views.TAKEN_BACK + counting(recorded);
  }

  String inMonth() {
    return Views.ofMonth(recorded.type(), YearMonth.from(recorded.occurredAt().atZone(UTC)));
  }
}
