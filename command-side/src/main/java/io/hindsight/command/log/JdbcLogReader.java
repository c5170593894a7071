package io.hindsight.command.log;

import io.hindsight.command.log.EventDecoder.Decoded;
import io.hindsight.contracts.log.LogMoment;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.contracts.time.Instants;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Reads a thousand events at a time, holding no connection while they are consumed. */
final class JdbcLogReader implements LogReader {
  private static final int CHUNK = 1_000;

  /** In one statement: as long as one runs, SQLite's WAL cannot be emptied past it. */
  private static final int SEARCHED = 100_000;

  private static final String SELECT =
      "SELECT " + StoredEvents.COLUMNS + " FROM " + LogDatabase.EVENTS + " e WHERE e.globalIndex ";

  /** The plus keeps SQLite from walking the whole log in the order that is asked for. */
  private static final String POSITIONS =
      "SELECT e.globalIndex FROM " + LogDatabase.EVENTS + " e WHERE +e.globalIndex <= ? AND ";

  /** They mention many people at once, and are as long as thirty other events. */
  private static final String NO_RECEIPTS =
      "NOT (e.payloadType = 'serving.RecommendationServed' AND e.payloadRevision IN ('1', '2')) AND ";

  private final StoredEvents events;
  private final boolean isPostgres;

  JdbcLogReader(StoredEvents events, boolean isPostgres) {
    this.events = events;
    this.isPostgres = isPostgres;
  }

  @Override
  public LogPosition head() {
    return events.head();
  }

  @Override
  public void read(
      LogPosition afterExclusive,
      LogPosition toInclusive,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer) {
    read(
        afterExclusive,
        types,
        consumer,
        after ->
            events.query(
                SELECT + "> ? AND e.globalIndex <= ? ORDER BY e.globalIndex LIMIT " + CHUNK,
                after,
                toInclusive.value()));
  }

  @Override
  public void readMentioning(
      String text,
      LogPosition toInclusive,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer) {
    byte[] sought = text.getBytes(StandardCharsets.UTF_8);
    String mentions =
        isPostgres ? "position(?::bytea IN e.payload) > 0" : "instr(e.payload, ?) > 0";
    String wanted =
        types.isEmpty() || types.contains(RecommendationServed.class) ? "" : NO_RECEIPTS;
    for (long from = 0; from < toInclusive.value(); from += SEARCHED) {
      long upTo = Math.min(toInclusive.value(), from + SEARCHED);
      read(
          new LogPosition(from),
          types,
          consumer,
          after ->
              events.query(
                  SELECT
                      + "> ? AND e.globalIndex <= ? AND "
                      + wanted
                      + mentions
                      + " ORDER BY e.globalIndex LIMIT "
                      + CHUNK,
                  after,
                  upTo,
                  sought));
    }
  }

  private static void read(
      LogPosition afterExclusive,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer,
      LongFunction<java.util.stream.Stream<Decoded>> chunks) {
    long after = afterExclusive.value();
    while (true) {
      List<Decoded> chunk = chunks.apply(after).toList();
      chunk.stream().filter(event -> event.isOneOf(types)).map(Decoded::recorded).forEach(consumer);
      if (chunk.size() < CHUNK) {
        return;
      }
      after = LogTokens.position(chunk.getLast().tracked().trackingToken()).value();
    }
  }

  @Override
  public List<RecordedEvent> read(Collection<LogPosition> positions) {
    List<LogPosition> sorted = positions.stream().distinct().sorted().toList();
    List<RecordedEvent> result = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += CHUNK) {
      List<LogPosition> chunk = sorted.subList(from, Math.min(from + CHUNK, sorted.size()));
      events
          .query(
              SELECT
                  + "IN ("
                  + StoredEvents.placeholders(chunk.size())
                  + ") ORDER BY e.globalIndex",
              chunk.stream().map(LogPosition::value).toArray())
          .map(Decoded::recorded)
          .forEach(result::add);
    }
    return result;
  }

  // By the index over (stream, sequence), from its end: positions rise with the sequence.
  @Override
  public Optional<RecordedEvent> latest(Stream stream, LogPosition atMost) {
    return events
        .query(
            "SELECT "
                + StoredEvents.COLUMNS
                + " FROM "
                + LogDatabase.EVENTS
                + " e WHERE e.aggregateIdentifier = ? AND e.globalIndex <= ?"
                + " ORDER BY e.sequenceNumber DESC LIMIT 1",
            stream.name(),
            atMost.value())
        .findFirst()
        .map(Decoded::recorded);
  }

  @Override
  public void readStream(Stream stream, LogPosition toInclusive, Consumer<RecordedEvent> consumer) {
    events
        .query(
            SELECT + "<= ? AND e.aggregateIdentifier = ? ORDER BY e.sequenceNumber",
            toInclusive.value(),
            stream.name())
        .map(Decoded::recorded)
        .forEach(consumer);
  }

  // A stream's name begins with its kind. SQLite finds such names by the index over (stream,
  // sequence); PostgreSQL orders text by language, so there the kind is looked for in every row.
  @Override
  public void readKind(String kind, LogPosition toInclusive, Consumer<RecordedEvent> consumer) {
    List<LogPosition> positions =
        isPostgres
            ? events.select(
                POSITIONS + "e.type = ? ORDER BY +e.globalIndex",
                JdbcLogReader::position,
                toInclusive.value(),
                kind)
            : events.select(
                POSITIONS
                    + "e.aggregateIdentifier >= ? AND e.aggregateIdentifier < ?"
                    + " ORDER BY +e.globalIndex",
                JdbcLogReader::position,
                toInclusive.value(),
                kind + "/",
                kind + "0"); // which follows the slash
    for (int from = 0; from < positions.size(); from += CHUNK) {
      read(positions.subList(from, Math.min(from + CHUNK, positions.size()))).forEach(consumer);
    }
  }

  @Override
  public Optional<LogMoment> momentAt(LogPosition atMost) {
    return events
        .select(
            "SELECT e.globalIndex, e.timeStamp FROM "
                + LogDatabase.EVENTS
                + " e WHERE e.globalIndex <= ? ORDER BY e.globalIndex DESC LIMIT 1",
            row -> new LogMoment(position(row), Instants.parse(row.getString(2))),
            atMost.value())
        .stream()
        .findFirst();
  }

  private static LogPosition position(ResultSet row) throws SQLException {
    return new LogPosition(row.getLong(1));
  }
}
