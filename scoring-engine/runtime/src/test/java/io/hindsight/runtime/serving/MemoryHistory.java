package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The history of a log in memory: as new as a test says, and with hooks for interleavings. */
class MemoryHistory implements PersonHistory {
  private final MemoryLog log;
  volatile LogPosition reached = LogPosition.START;

  MemoryHistory(MemoryLog log) {
    this.log = log;
  }

  @Override
  public LogPosition await(LogPosition wanted, Duration atMost) throws InterruptedException {
    return reached;
  }

  @Override
  public LogPosition reached() {
    return reached;
  }

  @Override
  public void each(
      SubjectId subject,
      LogPosition at,
      CatalogState catalog,
      BiConsumer<InteractionId, PersonEvent> consumer) {
    counting(log, subject, at, catalog).forEach(consumer);
  }

  @Override
  public Preferences stated(SubjectId subject, LogPosition at) {
    return stated(log, subject, at);
  }

  private static Preferences stated(MemoryLog log, SubjectId subject, LogPosition at) {
    return log.latest(Stream.of(subject), at)
        .map(last -> ServingRules.preferences((ProfileEvent) last.event()))
        .orElse(Preferences.NONE);
  }

  /** What a person's state must be at a position, by the log. */
  static PersonState expected(
      MemoryLog log, SubjectId subject, LogPosition at, CatalogState catalog) {
    return PersonState.of(subject, at, counting(log, subject, at, catalog).values())
        .stating(stated(log, subject, at));
  }

  private static Map<InteractionId, PersonEvent> counting(
      MemoryLog log, SubjectId subject, LogPosition at, CatalogState catalog) {
    Map<InteractionId, PersonEvent> events = new LinkedHashMap<>();
    for (RecordedEvent event : log.events()) {
      if (at.reaches(event.position())) {
        if (event.event() instanceof InteractionRecorded did && did.subjectId().equals(subject)) {
          int item = catalog.indexOf(did.itemId());
          events.put(did.interactionId(), PersonEvent.of(event.position().value(), item, did));
        } else if (event.event() instanceof InteractionRetracted back) {
          events.remove(back.interactionId());
        } else if (event.event() instanceof InteractionsForgotten gone) {
          long keptFrom = gone.keptFrom().toEpochMilli();
          events
              .values()
              .removeIf(did -> did.type() == gone.type() && did.occurredAtMillis() < keptFrom);
        }
      }
    }
    return events;
  }
}
