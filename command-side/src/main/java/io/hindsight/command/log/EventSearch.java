package io.hindsight.command.log;

import io.hindsight.contracts.log.EventFilter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A filter's first step, in SQL: the store leaves out most of what does not fit without fetching
 * it. What it hands out is for {@link EventMatcher} to look at again.
 */
final class EventSearch {
  private static final JsonMapper MAPPER = EventMapper.create();

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
    mentions("e.payload", filter.subject() == null ? null : inJson(filter.subject().value()));
    mentions("e.payload", filter.item() == null ? null : inJson(filter.item().value()));
    mentions("e.metaData", filter.traceId()); // One of several, maybe.
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
      parameters.add(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String inJson(String text) {
    return MAPPER.writeValueAsString(text);
  }

  private static @Nullable String toTheSecond(@Nullable Instant time) {
    String text = time == null ? "" : time.toString();
    // A year of five digits has a sign; none of them is stored.
    return text.matches("\\d{4}-.*") ? text.substring(0, TO_THE_SECOND) : null;
  }
}
