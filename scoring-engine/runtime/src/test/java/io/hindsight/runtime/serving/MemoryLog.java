package io.hindsight.runtime.serving;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.retention.RetentionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A log in memory; positions leave gaps, as they may. */
public final class MemoryLog implements LogReader {
  private static final Stream ANY = new Stream("any", "any/1");
  private final List<RecordedEvent> events = new ArrayList<>();

  public LogPosition append(Instant at, Object event) {
    LogPosition position = new LogPosition(events.isEmpty() ? 1 : head().value() + 1);
    Stream stream =
        switch (event) {
          case ProfileEvent profile -> Stream.of(profile.subjectId());
          case RetentionEvent retention -> Stream.of(retention.retentionId());
          default -> ANY;
        };
    events.add(new RecordedEvent(position, at, stream, 0, event, Map.of()));
    return position;
  }

  public List<RecordedEvent> events() {
    return events;
  }

  @Override
  public LogPosition head() {
    return events.isEmpty() ? LogPosition.START : events.getLast().position();
  }

  @Override
  public void read(
      LogPosition after,
      LogPosition to,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer) {
    for (RecordedEvent event : events) {
      if (!after.reaches(event.position())
          && to.reaches(event.position())
          && (types.isEmpty() || types.contains(event.event().getClass()))) {
        consumer.accept(event);
      }
    }
  }

  @Override
  public void readMentioning(
      String text,
      LogPosition to,
      Set<? extends Class<?>> types,
      Consumer<RecordedEvent> consumer) {
    read(
        LogPosition.START,
        to,
        types,
        event -> {
          if (event.event().toString().contains(text)) {
            consumer.accept(event);
          }
        });
  }

  @Override
  public List<RecordedEvent> read(Collection<LogPosition> positions) {
    return events.stream().filter(event -> positions.contains(event.position())).toList();
  }

  @Override
  public Optional<RecordedEvent> latest(Stream stream, LogPosition atMost) {
    return events.stream()
        .filter(event -> event.stream().equals(stream) && atMost.reaches(event.position()))
        .reduce((earlier, later) -> later);
  }
}
