package io.hindsight.contracts.queries;

import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * As of when a question is asked. With neither position nor recording time it is the present.
 *
 * @param position of the log
 * @param recordedBy what the log had recorded by then
 * @param occurredBy of what people did, only that which had happened by then, whenever it was
 *     recorded: for imported history
 */
public record Moment(
    @Nullable LogPosition position, @Nullable Instant recordedBy, @Nullable Instant occurredBy) {
  public Moment {
    if (position != null && recordedBy != null) {
      throw new IllegalArgumentException("either a position or a time");
    }
    if (position == null && recordedBy == null && occurredBy == null) {
      throw new IllegalArgumentException("no moment is named");
    }
  }
}
