package io.hindsight.readmodel.views;

import static java.time.ZoneOffset.UTC;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.LogPosition;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Key: the interaction's id.
 *
 * @param position of the event that recorded it
 * @param retractedAt position of the event that took it back; the row stays, so that the past can
 *     be refolded
 */
public record HistoryRow(
    InteractionRecorded recorded, LogPosition position, @Nullable LogPosition retractedAt) {

  @Nullable String newestFirst() {
    return retractedAt != null
        ? null
        : Views.ofSubject(recorded.subjectId())
            + Ordered.descending(recorded.occurredAt())
            + Ordered.descending(position.value());
  }

  String inLogOrder() {
    return Views.ofSubject(recorded.subjectId()) + Ordered.ascending(position.value());
  }

  String inMonth() {
    return Views.ofMonth(recorded.type(), YearMonth.from(recorded.occurredAt().atZone(UTC)));
  }
}
