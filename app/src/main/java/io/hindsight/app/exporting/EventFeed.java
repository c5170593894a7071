package io.hindsight.app.exporting;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.CommandFailed;
import java.io.UncheckedIOException;
import java.util.Iterator;
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

  private static final String AGAIN = "run the same command again";

  private final ApiClient api;
  private final Map<String, String> headers;
  private final long after;
  private final long upTo;
  private final long head;

  /**
   * @param auditor who they are; null: they don't say
   * @param head where the log ends
   */
  EventFeed(ApiClient api, @Nullable String auditor, long after, long upTo, long head) {
    this.api = api;
    this.headers =
        auditor == null
            ? Map.of("Accept", "application/x-ndjson")
            : Map.of("Accept", "application/x-ndjson", "Hindsight-Auditor", auditor);
    this.after = after;
    this.upTo = upTo;
    this.head = head;
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
    read(after, upTo, types, consumer);
  }

  /** Of the whole log, whatever the range. */
  void forEachEver(List<String> types, Consumer<JsonNode> consumer) {
    read(0, head, types, consumer);
  }

  private void read(long from, long to, List<String> types, Consumer<JsonNode> consumer) {
    String path =
        "/v1/audit/events?after="
            + from
            + "&upTo="
            + to
            + (types.isEmpty() ? "" : "&type=" + String.join(",", types));
    try (Stream<String> lines = api.lines(path, headers)) {
      for (Iterator<String> each = lines.iterator(); more(each); ) {
        consumer.accept(event(each.next()));
      }
    }
  }

  /** What goes wrong here is the server's, and no file's that is written of it. */
  private static boolean more(Iterator<String> lines) {
    try {
      return lines.hasNext();
    } catch (UncheckedIOException e) {
      throw new CommandFailed("the server went away (" + e.getMessage() + ")", AGAIN, e);
    }
  }

  private static JsonNode event(String line) {
    JsonNode event;
    try {
      event = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new CommandFailed("the server's answer breaks off", AGAIN, e);
    }
    if (!event.has("position")) {
      throw new CommandFailed(
          "the server broke off: " + event.path("detail").asString("no detail"), AGAIN);
    }
    return event;
  }
}
