package io.hindsight.command.log;

import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.log.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads the tape as it is, and looks for events by looking at all of them. */
final class AxonServerStoredLog implements StoredLog {
  private static final int MOST_SEARCHED = 100_000;

  /** In one page. */
  private static final long MOST_BYTES = 8 << 20;

  private final String id;
  private final AxonServerTape tape;
  private final AxonServerStreams streams;

  AxonServerStoredLog(String id, AxonServerTape tape, AxonServerStreams streams) {
    this.id = id;
    this.tape = tape;
    this.streams = streams;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public LogPosition head() {
    return new LogPosition(tape.head());
  }

  @Override
  public void read(
      LogPosition afterExclusive,
      LogPosition toInclusive,
      long limit,
      Consumer<StoredEvent> consumer) {
    long to = Math.min(toInclusive.value(), tape.head());
    long last = limit < to - afterExclusive.value() ? afterExclusive.value() + limit : to;
    try (AxonServerTape.Cursor cursor = tape.between(afterExclusive.value(), last)) {
      while (cursor.hasNext()) {
        consumer.accept(AxonServerEvents.stored(cursor.next()));
      }
    }
  }

  @Override
  public Optional<StoredEvent> newest(Stream stream) {
    Long last = streams.sequences(List.of(stream.name())).get(stream.name());
    if (last == null) {
      return Optional.empty();
    }
    List<Event> end = streams.events(stream.name(), last);
    List<EventWithToken> located = streams.located(end, tape.head());
    return located.isEmpty()
        ? Optional.empty()
        : Optional.of(AxonServerEvents.stored(located.getLast()));
  }

  @Override
  public Optional<StoredEvent> firstOutside(Stream stream, LogPosition afterExclusive) {
    return first(
        afterExclusive.value(),
        tape.head(),
        stored -> !stored.getEvent().getAggregateIdentifier().equals(stream.name()));
  }

  /** The server numbers events without a gap, and the log's identity is the first of them. */
  @Override
  public long strays() {
    return 0;
  }

  @Override
  public Found find(
      EventFilter filter, LogPosition afterExclusive, LogPosition toInclusive, int limit) {
    EventMatcher matcher = new EventMatcher(filter);
    List<StoredEvent> found = new ArrayList<>();
    long after = afterExclusive.value();
    long to = Math.min(toInclusive.value(), tape.head());
    if (filter.stream() != null) {
      for (EventWithToken event : streams.located(streams.events(filter.stream(), 0), to)) {
        StoredEvent stored = AxonServerEvents.stored(event);
        if (event.getToken() > after && matcher.matches(stored)) {
          found.add(stored);
          if (found.size() == limit) {
            return new Found(found, stored.position(), toInclusive);
          }
        }
      }
      return new Found(found, toInclusive.max(afterExclusive), toInclusive);
    }
    long bytes = 0;
    long end = to - after > MOST_SEARCHED ? after + MOST_SEARCHED : to;
    try (AxonServerTape.Cursor cursor = tape.between(after, end)) {
      while (cursor.hasNext()) {
        EventWithToken next = cursor.next();
        if (isOfType(filter, next.getEvent())) {
          StoredEvent stored = AxonServerEvents.stored(next);
          if (matcher.matches(stored)) {
            found.add(stored);
            bytes += stored.payload().length();
            if (found.size() == limit || bytes > MOST_BYTES) {
              return new Found(found, stored.position(), toInclusive);
            }
          }
        }
      }
    }
    LogPosition seenTo = end == to ? toInclusive : new LogPosition(end);
    return new Found(found, seenTo.max(afterExclusive), toInclusive);
  }

  private static boolean isOfType(EventFilter filter, Event event) {
    return filter.types().isEmpty() || filter.types().contains(event.getPayload().getType());
  }

  @Override
  public Optional<StoredEvent> at(LogPosition position) {
    long token = position.value();
    return token < 1 || token > tape.head()
        ? Optional.empty()
        : first(token - 1, token, stored -> true);
  }

  private Optional<StoredEvent> first(long after, long to, Predicate<EventWithToken> wanted) {
    try (AxonServerTape.Cursor cursor = tape.between(after, to)) {
      while (cursor.hasNext()) {
        EventWithToken next = cursor.next();
        if (wanted.test(next)) {
          return Optional.of(AxonServerEvents.stored(next));
        }
      }
      return Optional.empty();
    }
  }
}
