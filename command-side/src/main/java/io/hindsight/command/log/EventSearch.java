package io.hindsight.command.log;

import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A filter in two steps: the store leaves out most of what does not fit without fetching it, and
 * what it hands out is looked at again.
 */
final class EventSearch {
  private static final JsonMapper MAPPER = EventMapper.create();
  private static final String SUBJECT = "subjectId";

  /** The fields in which events name items; {@code ids} are those of a list that was served. */
  private static final Set<String> ITEMS = Set.of("itemId", "ids");

  /** {@code 2026-03-01T12:00:00}: so far, stored times are in order as texts are. */
  private static final int TO_THE_SECOND = 19;

  private final EventFilter filter;
  private final boolean isPostgres;
  private final StringBuilder conditions = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  EventSearch(EventFilter filter, boolean isPostgres) {
    this.filter = filter;
    this.isPostgres = isPostgres;
    and("e.aggregateIdentifier = ?", filter.stream());
    if (!filter.types().isEmpty()) {
      conditions
          .append(" AND e.payloadType IN (")
          .append(StoredEvents.placeholders(filter.types().size()))
          .append(')');
      parameters.addAll(filter.types());
    }
    and("substr(e.timeStamp, 1, 19) >= ?", toTheSecond(filter.from()));
    and("substr(e.timeStamp, 1, 19) <= ?", toTheSecond(filter.until()));
    mentions("e.payload", filter.subject() == null ? null : filter.subject().value());
    mentions("e.payload", filter.item() == null ? null : filter.item().value());
    mentions("e.metaData", filter.traceId());
  }

  /** To follow {@code WHERE} and another condition. */
  String conditions() {
    return conditions.toString();
  }

  List<Object> parameters() {
    return parameters;
  }

  /** Whether the store finds the events without looking at others. */
  boolean isIndexed() {
    return filter.stream() != null;
  }

  /** Whether all that the store hands out matches. */
  boolean isExact() {
    return filter.subject() == null
        && filter.item() == null
        && filter.traceId() == null
        && filter.from() == null
        && filter.until() == null;
  }

  boolean matches(StoredEvent event) {
    return isInTime(event)
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

  private void and(String condition, @Nullable String parameter) {
    if (parameter != null) {
      conditions.append(" AND ").append(condition);
      parameters.add(parameter);
    }
  }

  private void mentions(String column, @Nullable String value) {
    if (value != null) {
      conditions
          .append(" AND ")
          .append(
              (isPostgres ? "position(?::bytea IN %s) > 0" : "instr(%s, ?) > 0").formatted(column));
      parameters.add(MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static @Nullable String toTheSecond(@Nullable Instant time) {
    String text = time == null ? "" : time.toString();
    // A year of five digits has a sign; none of them is stored.
    return text.matches("\\d{4}-.*") ? text.substring(0, TO_THE_SECOND) : null;
  }
}
