package io.hindsight.app.exporting;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What the log holds and a table leaves out: what was taken back within the range, and, whatever
 * the range, the erased and what retention forgot. There is little of it.
 */
final class Gone {
  private static final String RETRACTED = "interaction.InteractionRetracted";
  private static final String ERASED = "erasure.SubjectErased";
  private static final String FORGOTTEN = "retention.InteractionsForgotten";

  private final Set<String> retracted = new HashSet<>();
  private final Set<String> people = new HashSet<>();
  private final Map<String, Instant> keptFrom = new HashMap<>();

  static Gone of(EventFeed feed) {
    Gone gone = new Gone();
    feed.forEachEver(List.of(RETRACTED, ERASED, FORGOTTEN), event -> gone.add(event, feed.upTo()));
    return gone;
  }

  /** One of the three kinds of events. */
  void add(JsonNode event, long upTo) {
    JsonNode payload = event.path("payload");
    switch (event.path("type").asString("")) {
      case RETRACTED -> {
        if (event.path("position").asLong() <= upTo) {
          retracted.add(payload.path("interactionId").asString(""));
        }
      }
      case ERASED -> people.add(payload.path("subjectId").asString(""));
      case FORGOTTEN ->
          keptFrom.merge(
              payload.path("type").asString(""),
              YearMonth.parse(payload.path("month").asString(""))
                  .plusMonths(1)
                  .atDay(1)
                  .atStartOfDay(ZoneOffset.UTC)
                  .toInstant(),
              (one, other) -> one.isAfter(other) ? one : other);
      default -> throw new IllegalStateException("not asked for: " + event.path("type"));
    }
  }

  boolean person(JsonNode payload) {
    return people.contains(payload.path("subjectId").asString(""));
  }

  boolean interaction(JsonNode payload) {
    if (person(payload) || retracted.contains(payload.path("interactionId").asString(""))) {
      return true;
    }
    Instant kept = keptFrom.get(payload.path("type").asString(""));
    return kept != null && Instant.parse(payload.path("occurredAt").asString("")).isBefore(kept);
  }
}
