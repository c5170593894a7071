package io.hindsight.query.export;

import io.hindsight.contracts.log.EventFilter;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.log.StoredLog;
import io.hindsight.contracts.log.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A stored log in memory, which looks at so many positions in one search. */
public final class StoredEvents implements StoredLog {
  private final List<StoredEvent> events = new ArrayList<>();
  int stretch = 1_000_000;

  StoredEvents add(String type, String payload) {
    long position = events.size() + 1;
    events.add(
        new StoredEvent(
            new LogPosition(position),
            "id" + position,
            "kind",
            "kind/" + position,
            0,
            type,
            "1",
            "2026-03-01T12:00:00Z",
            "{}",
            payload));
    return this;
  }

  @Override
  public String id() {
    return "log";
  }

  @Override
  public LogPosition head() {
    return new LogPosition(events.size());
  }

  @Override
  public void read(LogPosition after, LogPosition to, long limit, Consumer<StoredEvent> consumer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<StoredEvent> newest(Stream stream) {
    return Optional.empty();
  }

  @Override
  public Optional<StoredEvent> firstOutside(Stream stream, LogPosition after) {
    return Optional.empty();
  }

  @Override
  public long strays() {
    return 0;
  }

  @Override
  public Found find(EventFilter filter, LogPosition after, LogPosition to, int limit) {
    List<StoredEvent> found = new ArrayList<>();
    long at = after.value();
    long end = Math.min(to.value(), at + stretch);
    while (at < end && found.size() < limit) {
      StoredEvent event = events.get((int) at++);
      if (event.payload().contains(filter.subject().value())) {
        found.add(event);
      }
    }
    return new Found(found, new LogPosition(at), to);
  }

  @Override
  public Optional<StoredEvent> at(LogPosition position) {
    return Optional.empty();
  }
}
