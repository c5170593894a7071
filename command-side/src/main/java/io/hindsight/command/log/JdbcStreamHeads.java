package io.hindsight.command.log;

import io.hindsight.command.log.EventDecoder.Decoded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Looks streams up a thousand at a time, by the index over (stream, sequence). */
final class JdbcStreamHeads implements StreamHeads {
  private static final int CHUNK = 1_000;

  private final StoredEvents events;

  JdbcStreamHeads(StoredEvents events) {
    this.events = events;
  }

  @Override
  public Map<String, Long> sequences(Collection<String> streams) {
    Map<String, Long> result = new HashMap<>();
    inChunks(
        streams,
        chunk ->
            events
                .select(
                    "SELECT aggregateIdentifier, MAX(sequenceNumber) FROM "
                        + LogDatabase.EVENTS
                        + among("aggregateIdentifier", chunk)
                        + " GROUP BY aggregateIdentifier",
                    row -> Map.entry(row.getString(1), row.getLong(2)),
                    chunk.toArray())
                .forEach(head -> result.put(head.getKey(), head.getValue())));
    return result;
  }

  @Override
  public Map<String, Head> last(Collection<String> streams) {
    Map<String, Head> result = new HashMap<>();
    inChunks(
        streams,
        chunk ->
            collect(
                result,
                events.query(
                    select()
                        + " JOIN (SELECT aggregateIdentifier AS stream, MAX(sequenceNumber) AS head"
                        + " FROM "
                        + LogDatabase.EVENTS
                        + among("aggregateIdentifier", chunk)
                        + " GROUP BY aggregateIdentifier) h"
                        + " ON e.aggregateIdentifier = h.stream AND e.sequenceNumber = h.head",
                    chunk.toArray())));
    return result;
  }

  @Override
  public Map<String, Head> first(Collection<String> streams) {
    Map<String, Head> result = new HashMap<>();
    inChunks(
        streams,
        chunk ->
            collect(
                result,
                events.query(
                    select() + among("e.aggregateIdentifier", chunk) + " AND e.sequenceNumber = 0",
                    chunk.toArray())));
    return result;
  }

  private static void collect(Map<String, Head> result, Stream<Decoded> found) {
    found.forEach(event -> result.put(event.inStream().getAggregateIdentifier(), event.head()));
  }

  private static String select() {
    return "SELECT " + StoredEvents.COLUMNS + " FROM " + LogDatabase.EVENTS + " e";
  }

  private static String among(String column, List<String> streams) {
    return " WHERE " + column + " IN (" + StoredEvents.placeholders(streams.size()) + ")";
  }

  private static void inChunks(Collection<String> streams, Consumer<List<String>> lookUp) {
    List<String> distinct = new ArrayList<>(streams.stream().distinct().toList());
    for (int from = 0; from < distinct.size(); from += CHUNK) {
      lookUp.accept(distinct.subList(from, Math.min(from + CHUNK, distinct.size())));
    }
  }
}
