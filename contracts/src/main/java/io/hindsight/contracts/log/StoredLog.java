package io.hindsight.contracts.log;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The log as it is stored, without upcasters and without opening anything: for seals and auditors.
 * Call from platform threads: the store behind it blocks.
 */
public interface StoredLog {

  /** Drawn when the log was created. */
  String id();

  LogPosition head();

  /**
   * Events after the one position, up to and including the other, in order.
   *
   * @param limit how many at most
   */
  void read(
      LogPosition afterExclusive,
      LogPosition toInclusive,
      long limit,
      Consumer<StoredEvent> consumer);

  /** All of them. */
  default void read(
      LogPosition afterExclusive, LogPosition toInclusive, Consumer<StoredEvent> consumer) {
    read(afterExclusive, toInclusive, Long.MAX_VALUE, consumer);
  }

  /** The newest event of a stream; quick. */
  Optional<StoredEvent> newest(Stream stream);

  /** The first event after a position that is of any other stream. */
  Optional<StoredEvent> firstOutside(Stream stream, LogPosition afterExclusive);

  /** How many events stand before the first position, where this program puts none. */
  long strays();

  /**
   * The next events that pass the filter, in order. Looks through 100,000 positions at most, unless
   * it is for one stream, which has an index.
   *
   * @param limit how many at most
   */
  Found find(EventFilter filter, LogPosition afterExclusive, LogPosition toInclusive, int limit);

  Optional<StoredEvent> at(LogPosition position);

  /**
   * @param seenTo the search goes on after this position
   * @param end up to where it was to go
   */
  record Found(List<StoredEvent> events, LogPosition seenTo, LogPosition end) {
    public Found {
      events = List.copyOf(events);
    }

    /** Whether there may be more behind. */
    public boolean more() {
      return !seenTo.reaches(end);
    }
  }
}
