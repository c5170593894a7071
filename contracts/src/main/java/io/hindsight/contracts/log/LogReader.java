package io.hindsight.contracts.log;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the log in its order, apart from all processors: for refolding and training. An event that
 * this program does not know fails the read. Call from platform threads: the store behind it
 * blocks.
 */
public interface LogReader {

  /** The position of the last event. */
  LogPosition head();

  /** Every event after the one position, up to and including the other. */
  default void read(
      LogPosition afterExclusive, LogPosition toInclusive, Consumer<RecordedEvent> consumer) {
    read(afterExclusive, toInclusive, Set.of(), consumer);
  }

  /**
   * As above, but only events of these classes; the others are not even parsed.
   *
   * @param types empty: all of them
   */
  void read(
      LogPosition afterExclusive,
      LogPosition toInclusive,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer);

  /**
   * As above from the start, but only events whose stored payload holds this text: somebody's id,
   * say. The store looks for it in every event, so this is as long as the log; but what does not
   * hold it is neither fetched nor parsed.
   *
   * @param text as it stands in JSON, quotation marks escaped
   */
  void readMentioning(
      String text,
      LogPosition toInclusive,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer);

  /** The events at these positions, in the log's order. Positions without an event are left out. */
  List<RecordedEvent> read(Collection<LogPosition> positions);

  /** The stream's newest event at or before a position; quick, however long log and stream are. */
  Optional<RecordedEvent> latest(Stream stream, LogPosition atMost);

  /** One stream's events up to a position, in order; quick, however long the log is. */
  default void readStream(
      Stream stream, LogPosition toInclusive, Consumer<RecordedEvent> consumer) {
    read(
        LogPosition.START,
        toInclusive,
        event -> {
          if (event.stream().equals(stream)) {
            consumer.accept(event);
          }
        });
  }

  /**
   * The events of all streams of one kind up to a position, in the log's order. For kinds that are
   * small beside the log.
   *
   * @param kind such as {@link Stream#PLACEMENT}
   */
  default void readKind(String kind, LogPosition toInclusive, Consumer<RecordedEvent> consumer) {
    read(
        LogPosition.START,
        toInclusive,
        event -> {
          if (event.stream().kind().equals(kind)) {
            consumer.accept(event);
          }
        });
  }

  /** When the newest event at or before a position was recorded; empty where there is none. */
  default Optional<LogMoment> momentAt(LogPosition atMost) {
    LogMoment[] last = new LogMoment[1];
    read(
        LogPosition.START,
        atMost,
        event -> last[0] = new LogMoment(event.position(), event.recordedAt()));
    return Optional.ofNullable(last[0]);
  }
}
