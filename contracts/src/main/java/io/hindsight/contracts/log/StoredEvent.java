package io.hindsight.contracts.log;

import java.time.Instant;

/**
 * One event exactly as it stands in the log, in the revision that it was written in, with personal
 * text still encrypted.
 *
 * @param id drawn when it was appended
 * @param kind of stream
 * @param stream its name
 * @param sequence from 0, within its stream
 * @param type the stable name of its type
 * @param recordedAt as stored: ISO 8601
 * @param metadata JSON
 * @param payload JSON
 */
public record StoredEvent(
    LogPosition position,
    String id,
    String kind,
    String stream,
    long sequence,
    String type,
    String revision,
    String recordedAt,
    String metadata,
    String payload) {

  /** The same, but for what it says. */
  public StoredEvent withPayload(String json) {
    return new StoredEvent(
        position, id, kind, stream, sequence, type, revision, recordedAt, metadata, json);
  }

  /**
   * @throws java.time.DateTimeException where what is stored is no time
   */
  public Instant recorded() {
    return Instant.parse(recordedAt);
  }
}
