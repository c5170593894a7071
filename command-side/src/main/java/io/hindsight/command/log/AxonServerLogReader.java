package io.hindsight.command.log;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.hindsight.command.log.EventDecoder.Decoded;
import io.hindsight.contracts.log.LogMoment;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the tape. The server filters nothing for us, so what does not fit is fetched, too, but not
 * parsed.
 */
final class AxonServerLogReader implements LogReader {
  private static final int CHUNK = 1_000;

  /** Rather than opening a stream anew, so many events are read over. */
  private static final int NEAR = 1_000;

  private final AxonServerTape tape;
  private final AxonServerStreams streams;
  private final EventDecoder decoder;

  AxonServerLogReader(AxonServerTape tape, AxonServerStreams streams, EventDecoder decoder) {
    this.tape = tape;
    this.streams = streams;
    this.decoder = decoder;
  }

  @Override
  public LogPosition head() {
    return new LogPosition(tape.head());
  }

  @Override
  public void read(
      LogPosition afterExclusive,
      LogPosition toInclusive,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer) {
    read(afterExclusive.value(), toInclusive, stored -> true, types, consumer);
  }

  @Override
  public void readMentioning(
      String text,
      LogPosition toInclusive,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer) {
    ByteSearch sought = new ByteSearch(text.getBytes(StandardCharsets.UTF_8));
    read(
        0,
        toInclusive,
        stored -> sought.isIn(stored.getEvent().getPayload().getData()),
        types,
        consumer);
  }

  private void read(
      long after,
      LogPosition toInclusive,
      Predicate<EventWithToken> wanted,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer) {
    try (AxonServerTape.Cursor cursor = tape.between(after, limit(toInclusive))) {
      List<EventWithToken> chunk = new ArrayList<>();
      while (cursor.hasNext()) {
        EventWithToken next = cursor.next();
        if (wanted.test(next)) {
          chunk.add(next);
        }
        if (chunk.size() == CHUNK || !cursor.hasNext()) {
          decoded(chunk)
              .filter(event -> event.isOneOf(types))
              .map(Decoded::recorded)
              .forEach(consumer);
          chunk.clear();
        }
      }
    }
  }

  @Override
  public List<RecordedEvent> read(Collection<LogPosition> positions) {
    long head = tape.head();
    List<EventWithToken> found = new ArrayList<>();
    AxonServerTape.Cursor cursor = tape.nowhere();
    try {
      for (LogPosition position : positions.stream().distinct().sorted().toList()) {
        long wanted = position.value();
        if (wanted < 1 || wanted > head) {
          continue;
        }
        if (!cursor.hasNext() || wanted > cursor.position() + NEAR) {
          cursor.close();
          cursor = tape.between(wanted - 1, head);
        }
        EventWithToken next = cursor.next();
        while (next.getToken() < wanted) {
          next = cursor.next();
        }
        found.add(next);
      }
    } finally {
      cursor.close();
    }
    return decoded(found).map(Decoded::recorded).toList();
  }

  /** By halves: positions rise with the sequence, and finding one event's place is some work. */
  @Override
  public Optional<RecordedEvent> latest(Stream stream, LogPosition atMost) {
    long to = limit(atMost);
    List<io.axoniq.axonserver.grpc.event.Event> events = newest(stream, to);
    if (events.isEmpty()) {
      return Optional.empty();
    }
    List<EventWithToken> last =
        streams.located(events.subList(events.size() - 1, events.size()), to);
    int low = last.isEmpty() ? 0 : events.size() - 1;
    int high = last.isEmpty() ? events.size() - 1 : events.size();
    while (low < high) {
      int middle = (low + high) / 2;
      List<EventWithToken> there = streams.located(events.subList(middle, middle + 1), to);
      if (there.isEmpty()) {
        high = middle;
      } else {
        last = there;
        low = middle + 1;
      }
    }
    return decoded(last).map(Decoded::recorded).findFirst();
  }

  /** All of a stream that can stand at or before a token; often its last event is enough. */
  private List<io.axoniq.axonserver.grpc.event.Event> newest(Stream stream, long to) {
    Long last = streams.sequences(List.of(stream.name())).get(stream.name());
    if (last == null) {
      return List.of();
    }
    List<io.axoniq.axonserver.grpc.event.Event> end = streams.events(stream.name(), last);
    if (!streams.located(end, to).isEmpty() || last == 0) {
      return end;
    }
    return streams.events(stream.name(), 0).stream()
        .filter(event -> AxonServerEvents.after(event) < to)
        .toList();
  }

  @Override
  public void readStream(Stream stream, LogPosition toInclusive, Consumer<RecordedEvent> consumer) {
    decoded(streams.located(streams.events(stream.name(), 0), limit(toInclusive)))
        .map(Decoded::recorded)
        .forEach(consumer);
  }

  @Override
  public void readKind(String kind, LogPosition toInclusive, Consumer<RecordedEvent> consumer) {
    read(
        0,
        toInclusive,
        stored -> stored.getEvent().getAggregateType().equals(kind),
        Set.of(),
        consumer);
  }

  @Override
  public Optional<LogMoment> momentAt(LogPosition atMost) {
    long to = limit(atMost);
    if (to < 1) {
      return Optional.empty();
    }
    EventWithToken last = tape.between(to - 1, to).next();
    return Optional.of(
        new LogMoment(
            new LogPosition(last.getToken()), AxonServerEvents.recordedAt(last.getEvent())));
  }

  private java.util.stream.Stream<Decoded> decoded(List<EventWithToken> stored) {
    return decoder.decode(stored.stream().map(AxonServerEvents::tracked));
  }

  private long limit(LogPosition toInclusive) {
    return toInclusive.value() <= tape.known()
        ? toInclusive.value()
        : Math.min(toInclusive.value(), tape.head());
  }

  /** Finds bytes within bytes, from one end of the log to the other. */
  private record ByteSearch(byte[] sought) {
    boolean isIn(ByteString text) {
      int last = text.size() - sought.length;
      for (int i = 0; i <= last; i++) {
        int k = 0;
        while (k < sought.length && text.byteAt(i + k) == sought[k]) {
          k++;
        }
        if (k == sought.length) {
          return true;
        }
      }
      return false;
    }
  }
}
