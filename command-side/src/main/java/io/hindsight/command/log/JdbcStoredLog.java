package io.hindsight.command.log;

import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads rows as they are, a thousand at a time, holding no connection while they are consumed. */
final class JdbcStoredLog implements StoredLog {
  private static final int CHUNK = 1_000;

  /** In one statement: as long as one runs, SQLite's WAL cannot be emptied past it. */
  private static final int SEARCHED = 100_000;

  private static final int MOST_SEARCHED = 1_000_000;
  private static final String SELECT =
      "SELECT " + StoredEvents.COLUMNS + " FROM " + LogDatabase.EVENTS + " e WHERE ";

  private final String id;
  private final StoredEvents events;
  private final boolean isPostgres;

  JdbcStoredLog(String id, StoredEvents events, boolean isPostgres) {
    this.id = id;
    this.events = events;
    this.isPostgres = isPostgres;
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
      LogPosition afterExclusive, LogPosition toInclusive, Consumer<StoredEvent> consumer) {
    EventSearch all = new EventSearch(EventFilter.ALL, isPostgres);
    LogPosition after = afterExclusive;
    List<StoredEvent> chunk;
    do {
      chunk = select(all, after, toInclusive, CHUNK);
      chunk.forEach(consumer);
      after = chunk.isEmpty() ? toInclusive : chunk.getLast().position();
    } while (chunk.size() == CHUNK);
  }

  @Override
  public Found find(
      EventFilter filter, LogPosition afterExclusive, LogPosition toInclusive, int limit) {
    EventSearch search = new EventSearch(filter, isPostgres);
    long mostSearched = search.isIndexed() ? Long.MAX_VALUE : MOST_SEARCHED;
    long end = Math.min(toInclusive.value(), plus(afterExclusive.value(), mostSearched));
    List<StoredEvent> found = new ArrayList<>();
    long after = afterExclusive.value();
    while (after < end) {
      long upTo = search.isIndexed() ? end : Math.min(end, after + SEARCHED);
      List<StoredEvent> chunk =
          select(search, new LogPosition(after), new LogPosition(upTo), CHUNK);
      for (StoredEvent event : chunk) {
        if (search.matches(event)) {
          found.add(event);
          if (found.size() == limit) {
            return new Found(found, event.position(), toInclusive);
          }
        }
      }
      after = chunk.size() == CHUNK ? chunk.getLast().position().value() : upTo;
    }
    return new Found(found, new LogPosition(Math.max(end, afterExclusive.value())), toInclusive);
  }

  @Override
  public Optional<StoredEvent> at(LogPosition position) {
    return events
        .select(SELECT + "e.globalIndex = ?", JdbcStoredLog::event, position.value())
        .stream()
        .findFirst();
  }

  private List<StoredEvent> select(
      EventSearch search, LogPosition after, LogPosition upTo, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(after.value(), upTo.value()));
    parameters.addAll(search.parameters());
    return events.select(
        SELECT
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
    return new StoredEvent(
        new LogPosition(row.getLong(1)),
        text(row.getString(5)),
        text(row.getString(2)),
        text(row.getString(3)),
        row.getLong(4),
        text(row.getString(7)),
        text(row.getString(8)),
        text(row.getString(6)),
        text(row.getBytes(10)),
        text(row.getBytes(9)));
  }

  /** What this program never writes must not look like what it does. */
  private static String text(@Nullable String value) {
    return value == null ? "\0" : value;
  }

  /** Bytes that are no UTF-8 were put there by somebody else: no two of them may read alike. */
  private static String text(byte @Nullable [] value) {
    if (value == null) {
      return "\0";
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      return "\0" + new String(value, StandardCharsets.ISO_8859_1);
    }
  }
}
