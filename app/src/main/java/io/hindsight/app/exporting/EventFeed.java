package io.hindsight.app.exporting;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.CommandFailed;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Events of a server, one after the other. */
final class EventFeed {
  /** A price keeps its digits. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final ApiClient api;
  private final Map<String, String> headers;
  private final long after;
  private final long upTo;

  /**
   * @param auditor who they are; null: they don't say
   */
  EventFeed(ApiClient api, @Nullable String auditor, long after, long upTo) {
    this.api = api;
    this.headers =
        auditor == null
            ? Map.of("Accept", "application/x-ndjson")
            : Map.of("Accept", "application/x-ndjson", "Hindsight-Auditor", auditor);
    this.after = after;
    this.upTo = upTo;
  }

  long after() {
    return after;
  }

  long upTo() {
    return upTo;
  }

  /**
   * @param types empty: all
   */
  void forEach(List<String> types, Consumer<JsonNode> consumer) {
    String path =
        "/v1/audit/events?after="
            + after
            + "&upTo="
            + upTo
            + (types.isEmpty() ? "" : "&type=" + String.join(",", types));
    try (Stream<String> lines = api.lines(path, headers)) {
      lines.forEach(line -> consumer.accept(event(line)));
    }
  }

  private static JsonNode event(String line) {
    JsonNode event;
    try {
      event = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new CommandFailed("the server's answer breaks off", "run the same command again", e);
    }
    if (!event.has("position")) {
      throw new CommandFailed(
          "the server broke off: " + event.path("detail").asString("no detail"),
          "run the same command again");
    }
    return event;
  }
}
