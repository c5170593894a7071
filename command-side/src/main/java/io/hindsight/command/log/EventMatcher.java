package io.hindsight.command.log;

import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.StoredEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a stored event is what a filter asks for. */
record EventMatcher(EventFilter filter) {
  private static final JsonMapper MAPPER = EventMapper.create();
  private static final String SUBJECT = "subjectId";

  /** The fields in which events name items; {@code ids} are those of a list that was served. */
  private static final Set<String> ITEMS = Set.of("itemId", "ids");

  boolean matches(StoredEvent event) {
    return (filter.stream() == null || filter.stream().equals(event.stream()))
        && (filter.types().isEmpty() || filter.types().contains(event.type()))
        && isInTime(event)
        && (filter.subject() == null
            || names(event.payload(), Set.of(SUBJECT), filter.subject().value()))
        && (filter.item() == null || names(event.payload(), ITEMS, filter.item().value()))
        && (filter.traceId() == null
            || names(event.metadata(), Set.of("traceId"), filter.traceId()));
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

  private static boolean names(String json, Set<String> fields, String value) {
    try {
      return names(MAPPER.readTree(json), fields, value);
    } catch (JacksonException e) {
      return false;
    }
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
