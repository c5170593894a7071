package io.hindsight.api.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.hindsight.contracts.log.StoredEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event as it stands in the log.
 *
 * @param id drawn when it was appended
 * @param kind of stream
 * @param sequence from 0, within its stream
 * @param revision of the type that it was written in
 * @param recordedAt as stored
 * @param metadata who and what caused it: traceId, requestId, causedBy
 * @param payload with personal text still encrypted
 */
record StoredEventView(
    @JsonProperty(index = 0) long position,
    String id,
    String kind,
    String stream,
    long sequence,
    String type,
    String revision,
    String recordedAt,
    @Schema(description = "An object; in the stored form its text") Object metadata,
    @Schema(description = "An object; in the stored form its text") Object payload) {
  /** A price keeps its digits. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  static StoredEventView of(StoredEvent event, boolean stored) {
    return new StoredEventView(
        event.position().value(),
        event.id(),
        event.kind(),
        event.stream(),
        event.sequence(),
        event.type(),
        event.revision(),
        event.recordedAt(),
        stored ? event.metadata() : tree(event.metadata()),
        stored ? event.payload() : tree(event.payload()));
  }

  private static Object tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      return json; // Somebody else wrote it.
    }
  }
}
