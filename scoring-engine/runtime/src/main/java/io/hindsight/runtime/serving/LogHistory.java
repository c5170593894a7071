package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What persons did, by the log alone: no view can be wrong about it. Looks through the whole log
 * for each person, so it is for auditors, not for serving.
 */
final class LogHistory implements PersonHistory {
  static final Set<Class<?>> TYPES = Set.of(InteractionRecorded.class, InteractionRetracted.class);

  private final LogReader log;

  LogHistory(LogReader log) {
    this.log = log;
  }

  @Override
  public LogPosition reached() {
    return log.head();
  }

  @Override
  public LogPosition await(LogPosition wanted, Duration atMost) {
    return log.head();
  }

  @Override
  public void each(
      SubjectId subject,
      LogPosition at,
      CatalogState catalog,
      BiConsumer<InteractionId, PersonEvent> consumer) {
    Map<InteractionId, PersonEvent> counting = new LinkedHashMap<>();
    log.readMentioning(
        subject.value(), at, TYPES, event -> take(event, subject, catalog, counting));
    // None of what is forgotten is recorded behind the event that says so.
    log.readKind(
        Stream.RETENTION,
        at,
        event -> {
          if (event.event() instanceof InteractionsForgotten forgotten) {
            long keptFrom = forgotten.keptFrom().toEpochMilli();
            var forgot = new PersonChange.Forgot(forgotten.type(), keptFrom, 0);
            counting.values().removeIf(forgot::covers);
          }
        });
    counting.forEach(consumer);
  }

  private static void take(
      RecordedEvent event,
      SubjectId subject,
      CatalogState catalog,
      Map<InteractionId, PersonEvent> counting) {
    // Another one's event may hold the same letters, as the name of an item for instance.
    if (event.event() instanceof InteractionRecorded did && did.subjectId().equals(subject)) {
      int item = catalog.indexOf(did.itemId());
      if (item < 0) {
        throw new IllegalStateException(
            "the catalog lacks the item of the interaction at " + event.position());
      }
      counting.put(did.interactionId(), PersonEvent.of(event.position().value(), item, did));
    } else if (event.event() instanceof InteractionRetracted back) {
      counting.remove(back.interactionId());
    }
  }

  @Override
  public Preferences stated(SubjectId subject, LogPosition at) {
    return stated(log, subject, at);
  }

  /** By the last of the person's profile: a short stream, found by its index. */
  static Preferences stated(LogReader log, SubjectId subject, LogPosition at) {
    return log.latest(Stream.of(subject), at)
        .map(
            last ->
                last.event() instanceof ProfileEvent profile
                    ? ServingRules.preferences(profile)
                    : Preferences.NONE)
        .orElse(Preferences.NONE);
  }
}
