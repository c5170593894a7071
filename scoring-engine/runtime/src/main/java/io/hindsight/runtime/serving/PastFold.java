package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.Refold.Past;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log past the positions that lists were made at, and stops at each. What only one list
 * needs is let go with it.
 */
final class PastFold {
  private final ServingFold fold;
  private final ModelStore models;
  private final BiConsumer<Past, ServingView> consumer;
  private final Deque<LogPosition> stops;
  private final Deque<Past> waiting;
  private final Map<LogPosition, List<Past>> byPersonPosition = new TreeMap<>();
  private final Map<EpochKey, Integer> epochsWanted = new HashMap<>();
  private final Map<LogPosition, Set<Integer>> halfLives = new HashMap<>();
  private final Map<EpochKey, Epoch> epochs = new HashMap<>();
  private final Map<Past, PersonState> persons = new IdentityHashMap<>(); // a list may come twice
  private final Map<String, Map<String, ActiveModel>> active = new HashMap<>();
  private final Map<SubjectId, Map<InteractionId, PersonEvent>> done = new HashMap<>();
  private final Map<SubjectId, Preferences> stated = new HashMap<>();
  private @Nullable PersonEvent last;

  /**
   * @param start null to fold from the beginning, which persons need
   */
  PastFold(
      @Nullable FoldImage start,
      Collection<Past> pasts,
      ModelStore models,
      BiConsumer<Past, ServingView> consumer) {
    this.models = models;
    this.consumer = consumer;
    fold = start == null ? new ServingFold(this::note) : new ServingFold(start, this::note);
    var positions = new TreeSet<LogPosition>();
    for (Past past : pasts) {
      positions.add(past.basis().epoch());
      positions.add(past.basis().catalog());
      EpochKey epoch = EpochKey.of(past.basis());
      epochsWanted.merge(epoch, 1, Integer::sum);
      halfLives.computeIfAbsent(epoch.at(), at -> new TreeSet<>()).add(epoch.halfLifeHours());
      LogPosition person = past.basis().person();
      if (person != null && past.subject() != null) {
        positions.add(person);
        byPersonPosition.computeIfAbsent(person, at -> new ArrayList<>()).add(past);
        done.put(past.subject(), new LinkedHashMap<>());
      }
    }
    stops = new ArrayDeque<>(positions);
    List<Past> sorted = new ArrayList<>(pasts);
    sorted.sort(Comparator.comparing(past -> past.basis().catalog()));
    waiting = new ArrayDeque<>(sorted);
  }

  private record EpochKey(LogPosition at, int halfLifeHours) {
    static EpochKey of(Basis basis) {
      return new EpochKey(basis.epoch(), basis.halfLife());
    }
  }

  /** Up to where the log must be read. */
  LogPosition end() {
    return stops.isEmpty() ? LogPosition.START : stops.getLast();
  }

  void take(LogPosition at, Instant recordedAt, Object event) {
    stopBefore(at);
    last = null;
    fold.apply(at, recordedAt, event);
    if (event instanceof InteractionRecorded recorded && last != null) {
      var events = done.get(recorded.subjectId());
      if (events != null) {
        events.put(recorded.interactionId(), last);
      }
    } else if (event instanceof InteractionRetracted retracted) {
      var events = done.get(retracted.recorded().subjectId());
      if (events != null) {
        events.remove(retracted.interactionId());
      }
    }
  }

  void finish() {
    stopBefore(new LogPosition(Long.MAX_VALUE));
  }

  private void note(PersonChange change) {
    switch (change) {
      case PersonChange.Did did -> last = did.event();
      case PersonChange.TookBack tookBack -> {}
      case PersonChange.Erased erased -> {}
      case PersonChange.Forgot forgot ->
          done.values().forEach(events -> events.values().removeIf(forgot::covers));
      case PersonChange.Stated said -> {
        if (done.containsKey(said.subject())) {
          stated.put(said.subject(), said.preferences());
        }
      }
    }
  }

  private void stopBefore(LogPosition next) {
    while (!stops.isEmpty() && stops.getFirst().value() < next.value()) {
      LogPosition stop = stops.removeFirst();
      fold.advance(stop);
      for (int halfLife : halfLives.getOrDefault(stop, Set.of())) {
        epochs.put(new EpochKey(stop, halfLife), fold.epoch(halfLife));
      }
      for (Past past : byPersonPosition.getOrDefault(stop, List.of())) {
        SubjectId subject = past.subject();
        if (subject != null) {
          var events = done.getOrDefault(subject, Map.of());
          var preferences = stated.getOrDefault(subject, Preferences.NONE);
          persons.put(past, PersonState.of(subject, stop, events.values()).stating(preferences));
        }
      }
      while (!waiting.isEmpty() && waiting.getFirst().basis().catalog().equals(stop)) {
        emit(waiting.removeFirst());
      }
    }
  }

  private void emit(Past past) {
    CatalogState catalog = fold.catalog();
    EpochKey at = EpochKey.of(past.basis());
    Epoch epoch = epochs.getOrDefault(at, Epoch.EMPTY);
    if (epochsWanted.merge(at, -1, Integer::sum) == 0) {
      epochs.remove(at);
      epochsWanted.remove(at);
    }
    ServingSnapshot snapshot =
        new ServingSnapshot(
            fold.position(),
            catalog,
            fold.placements(),
            model(past.basis().model(), catalog),
            epoch);
    consumer.accept(past, new ServingView(snapshot, persons.remove(past)));
  }

  // A list's catalog knows all items of its model, so the first list's numbers fit later ones too.
  private Map<String, ActiveModel> model(@Nullable String hash, CatalogState catalog) {
    return hash == null
        ? Map.of()
        : active.computeIfAbsent(hash, wanted -> Refold.model(models, wanted, catalog));
  }
}
