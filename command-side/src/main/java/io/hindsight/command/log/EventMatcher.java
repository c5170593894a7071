package io.hindsight.command.log;

import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.serving.ListTraces;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a stored event is what a filter asks for. */
record EventMatcher(EventFilter filter) {
  private static final JsonMapper MAPPER = EventMapper.create();
  private static final String SUBJECT = "subjectId";

  /** The fields in which events name items; {@code ids} are those of a list that was served. */
  private static final Set<String> ITEMS = Set.of("itemId", "ids");

  /** Lists that were served in one commit share an event; each is what it is for itself. */
  private static final String LISTS = "lists";

  boolean matches(StoredEvent event) {
    return (filter.stream() == null || filter.stream().equals(event.stream()))
        && (filter.types().isEmpty() || filter.types().contains(event.type()))
        && isInTime(event)
        && isAbout(event);
  }

  private boolean isAbout(StoredEvent event) {
    if (filter.subject() == null && filter.item() == null && filter.traceId() == null) {
      return true;
    }
    try {
      JsonNode payload = MAPPER.readTree(event.payload());
      String traces = filter.traceId() == null ? null : traces(event);
      JsonNode lists = payload.path(LISTS);
      if (!event.kind().equals(Stream.RECOMMENDATION) || !lists.isArray()) {
        return isAbout(payload, traces);
      }
      for (int place = 0; place < lists.size(); place++) {
        if (isAbout(lists.get(place), ListTraces.at(place, traces))) {
          return true;
        }
      }
      return false;
    } catch (JacksonException e) {
      return false;
    }
  }

  private static String traces(StoredEvent event) {
    return MAPPER.readTree(event.metadata()).path("traceId").asString("");
  }

  private boolean isAbout(JsonNode json, @Nullable String traceId) {
    return (filter.subject() == null || names(json, Set.of(SUBJECT), filter.subject().value()))
        && (filter.item() == null || names(json, ITEMS, filter.item().value()))
        && (filter.traceId() == null || filter.traceId().equals(traceId));
  }

  private boolean isInTime(StoredEvent event) {
    if (filter.from() == null && filter.until() == null) {
      return true;
    }
    Instant recorded;
    try {
      recorded = event.recorded();
    } catch (DateTimeException e) {
      return false;
    }
    return (filter.from() == null || !recorded.isBefore(filter.from()))
        && (filter.until() == null || recorded.isBefore(filter.until()));
  }

  private static boolean names(JsonNode node, Set<String> fields, String value) {
    if (node.isArray()) {
      for (JsonNode element : node) {
        if (names(element, fields, value)) {
          return true;
        }
      }
    }
    for (var entry : node.properties()) {
      JsonNode child = entry.getValue();
      if (fields.contains(entry.getKey()) && isOrHolds(child, value)
          || names(child, fields, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOrHolds(JsonNode node, String value) {
    if (node.isArray()) {
      for (JsonNode element : node) {
        if (isOrHolds(element, value)) {
          return true;
        }
      }
    }
    return node.isString() && node.stringValue().equals(value);
  }
}
