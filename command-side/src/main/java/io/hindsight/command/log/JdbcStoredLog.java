package io.hindsight.command.log;

import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.log.Stream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads rows as they are, some at a time, holding no connection while they are consumed. */
final class JdbcStoredLog implements StoredLog {
  /** Of the largest that there may be, these are some ten megabytes. */
  private static final int CHUNK = 250;

  /** In one statement: as long as one runs, SQLite's WAL cannot be emptied past it. */
  private static final int MOST_SEARCHED = 100_000;

  /** In one page. */
  private static final long MOST_BYTES = 8 << 20;

  /**
   * SQLite puts a value of any class into any column, and most of them read alike: what this
   * program never writes must not pass for what it does.
   */
  private static final List<String> COLUMNS =
      List.of(
          "type",
          "aggregateIdentifier",
          "sequenceNumber",
          "eventIdentifier",
          "timeStamp",
          "payloadType",
          "payloadRevision",
          "payload",
          "metaData");

  private static final List<String> USUAL =
      List.of("text", "text", "integer", "text", "text", "text", "text", "blob", "blob");

  /** Null where all are as usual. */
  private static final String CLASSES =
      "CASE WHEN "
          + IntStream.range(0, USUAL.size())
              .mapToObj(i -> "typeof(e.%s) = '%s'".formatted(COLUMNS.get(i), USUAL.get(i)))
              .collect(Collectors.joining(" AND "))
          + " THEN NULL ELSE "
          + COLUMNS.stream().map("typeof(e.%s)"::formatted).collect(Collectors.joining(" || "))
          + " END";

  /** What stands for bytes that are no text, and may stand there in its own right. */
  private static final char REPLACED = '\uFFFD';

  private final String id;
  private final StoredEvents events;
  private final boolean isPostgres;
  private final String select;

  JdbcStoredLog(String id, StoredEvents events, boolean isPostgres) {
    this.id = id;
    this.events = events;
    this.isPostgres = isPostgres;
    this.select =
        "SELECT "
            + StoredEvents.COLUMNS
            + ", "
            + (isPostgres ? "NULL" : CLASSES)
            + " FROM "
            + LogDatabase.EVENTS
            + " e WHERE ";
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public LogPosition head() {
    return events.head();
  }

  @Override
  public void read(
      LogPosition afterExclusive,
      LogPosition toInclusive,
      long limit,
      Consumer<StoredEvent> consumer) {
    EventSearch all = new EventSearch(EventFilter.ALL, isPostgres);
    LogPosition after = afterExclusive;
    long left = limit;
    List<StoredEvent> chunk;
    do {
      chunk = select(all, after, toInclusive, (int) Math.min(CHUNK, left));
      chunk.forEach(consumer);
      left -= chunk.size();
      after = chunk.isEmpty() ? toInclusive : chunk.getLast().position();
    } while (left > 0 && chunk.size() == CHUNK);
  }

  @Override
  public Optional<StoredEvent> newest(Stream stream) {
    return first("e.aggregateIdentifier = ? ORDER BY e.sequenceNumber DESC LIMIT 1", stream.name());
  }

  @Override
  public Optional<StoredEvent> firstOutside(Stream stream, LogPosition afterExclusive) {
    return first(
        "e.globalIndex > ? AND e.aggregateIdentifier <> ? ORDER BY e.globalIndex LIMIT 1",
        afterExclusive.value(),
        stream.name());
  }

  @Override
  public long strays() {
    return events
        .select(
            "SELECT COUNT(*) FROM " + LogDatabase.EVENTS + " WHERE globalIndex < 1",
            row -> row.getLong(1))
        .getFirst();
  }

  private Optional<StoredEvent> first(String condition, Object... parameters) {
    return events.select(select + condition, JdbcStoredLog::event, parameters).stream().findFirst();
  }

  @Override
  public Found find(
      EventFilter filter, LogPosition afterExclusive, LogPosition toInclusive, int limit) {
    EventSearch search = new EventSearch(filter, isPostgres);
    EventMatcher matcher = new EventMatcher(filter);
    long mostSearched = search.isIndexed() ? Long.MAX_VALUE : MOST_SEARCHED;
    long end = Math.min(toInclusive.value(), plus(afterExclusive.value(), mostSearched));
    long bytes = 0;
    List<StoredEvent> found = new ArrayList<>();
    long after = afterExclusive.value();
    while (after < end) {
      int most = search.isExact() ? Math.min(CHUNK, limit - found.size()) : CHUNK;
      List<StoredEvent> chunk = select(search, new LogPosition(after), new LogPosition(end), most);
      for (StoredEvent event : chunk) {
        if (matcher.matches(event)) {
          found.add(event);
          bytes += event.payload().length();
          if (found.size() == limit || bytes > MOST_BYTES) {
            return new Found(found, event.position(), toInclusive);
          }
        }
      }
      after = chunk.size() == most ? chunk.getLast().position().value() : end;
    }
    return new Found(found, new LogPosition(Math.max(end, afterExclusive.value())), toInclusive);
  }

  @Override
  public Optional<StoredEvent> at(LogPosition position) {
    return first("e.globalIndex = ?", position.value());
  }

  private List<StoredEvent> select(
      EventSearch search, LogPosition after, LogPosition upTo, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(after.value(), upTo.value()));
    parameters.addAll(search.parameters());
    return events.select(
        select
            + "e.globalIndex > ? AND e.globalIndex <= ?"
            + search.conditions()
            + " ORDER BY e.globalIndex LIMIT "
            + limit,
        JdbcStoredLog::event,
        parameters.toArray());
  }

  private static long plus(long value, long more) {
    return more > Long.MAX_VALUE - value ? Long.MAX_VALUE : value + more;
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    long position = row.getLong(1);
    String classes = row.getString(11);
    return new StoredEvent(
        new LogPosition(Math.max(0, position)),
        classes == null ? text(row.getBytes(5)) : "\0" + classes,
        text(row.getBytes(2)),
        text(row.getBytes(3)),
        row.getLong(4),
        text(row.getBytes(7)),
        text(row.getBytes(8)),
        text(row.getBytes(6)),
        text(row.getBytes(10)),
        text(row.getBytes(9)));
  }

  /** Bytes that are no UTF-8 were put there by somebody else: no two of them may read alike. */
  private static String text(byte @Nullable [] value) {
    if (value == null) {
      return "\0";
    }
    String text = new String(value, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACED) < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      return "\0" + new String(value, StandardCharsets.ISO_8859_1);
    }
  }
}
