package io.hindsight.contracts.log;

import java.time.Instant;
import java.util.Map;

/**
 * One event as it stands in the log, in its current revision.
 *
 * @param recordedAt the recording machine's wall clock; not monotone, order by position
 * @param sequence from 0, within its stream
 */
public record RecordedEvent(
    LogPosition position,
    Instant recordedAt,
    Stream stream,
    long sequence,
    Object event,
    Map<String, String> metadata) {
  public RecordedEvent {
    metadata = Map.copyOf(metadata);
  }
}
