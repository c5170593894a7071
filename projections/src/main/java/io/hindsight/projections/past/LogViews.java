package io.hindsight.projections.past;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.projections.processing.OfflineFold;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.memory.MemoryViewStore;
import io.hindsight.readmodel.past.PastViews;
import io.hindsight.readmodel.past.Slice;
import io.hindsight.readmodel.past.TooDear;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.views.Views;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Folds only the events that a question needs, found in the log by their stream, by their kind or
 * by an id that they hold, into views in memory.
 */
public final class LogViews implements PastViews {
  private static final Set<Class<?>> INTERACTIONS =
      Set.of(InteractionRecorded.class, InteractionRetracted.class);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LogReader log;
  private final List<ViewProjection<?>> projections;

  public LogViews(LogReader log, List<ViewProjection<?>> projections) {
    this.log = log;
    this.projections = List.copyOf(projections);
  }

  @Override
  public Folded fold(LogPosition at, Slice slice, long atMost) {
    Folding folding = new Folding(at, atMost);
    switch (slice) {
      case Slice.Nothing() -> folding.into(Views.ALL);
      case Slice.Catalog() -> folding.into(List.of(Views.ITEMS)).kind(Stream.ITEM);
      case Slice.Item(ItemId item) ->
          folding.into(List.of(Views.ITEMS)).stream(Stream.of(item), folding::take);
      case Slice.Profile(SubjectId subject) ->
          folding.into(List.of(Views.PROFILES)).stream(Stream.of(subject), folding::take);
      case Slice.History(SubjectId subject, Instant by) ->
          folding.into(List.of(Views.HISTORY)).done(subject, by, folding::take);
      case Slice.PersonFeatures(SubjectId subject, Instant by) ->
          folding.into(List.of(Views.USER_FEATURES)).features(subject, by);
      case Slice.ItemFeatures(ItemId item, Instant by) ->
          folding.into(List.of(Views.ITEM_FEATURES, Views.ITEMS)).features(item, by);
      case Slice.Placements() -> folding.into(List.of(Views.PLACEMENTS)).kind(Stream.PLACEMENT);
      case Slice.Placement(var placement) ->
          folding.into(List.of(Views.PLACEMENTS)).stream(Stream.of(placement), folding::take);
      case Slice.Quality() -> folding.into(List.of(Views.QUALITY)).everything();
      case Slice.Erasure(var erasure) ->
          folding.into(List.of(Views.ERASURES)).stream(Stream.of(erasure), folding::take);
      case Slice.Models() -> folding.into(List.of(Views.MODELS)).kind(Stream.MODEL);
    }
    return folding.folded();
  }

  @Override
  public Optional<Changes> changes(String view, LogPosition from, LogPosition to, long atMost) {
    return projections.stream()
        .filter(projection -> projection.view().name().equals(view))
        .findFirst()
        .map(projection -> new ChangesFold<>(projection, from, atMost).run(log, to));
  }

  /** One past on its way. */
  private final class Folding {
    private final LogPosition at;
    private final long atMost;
    private final MemoryViewStore store = new MemoryViewStore();
    private final List<OfflineFold<?>> folds = new ArrayList<>();
    private long events;

    Folding(LogPosition at, long atMost) {
      this.at = at;
      this.atMost = atMost;
    }

    Folding into(List<ViewDefinition<?>> views) {
      for (ViewProjection<?> projection : projections) {
        if (views.contains(projection.view())) {
          folds.add(fold(projection));
        }
      }
      return this;
    }

    private <T> OfflineFold<T> fold(ViewProjection<T> projection) {
      return new OfflineFold<>(projection, store.live(projection.view()));
    }

    void take(RecordedEvent event) {
      count();
      folds.forEach(fold -> fold.take(event.position(), event.event()));
    }

    private void count() {
      if (++events > atMost) {
        throw new TooDear(LogPosition.START, atMost);
      }
    }

    void everything() {
      log.read(LogPosition.START, at, this::take);
    }

    void kind(String kind) {
      log.readKind(kind, at, this::take);
    }

    void stream(Stream stream, Consumer<RecordedEvent> consumer) {
      log.readStream(stream, at, consumer);
    }

    void done(SubjectId subject, @Nullable Instant by, Consumer<RecordedEvent> consumer) {
      // Another one's event may hold the same letters, as the name of an item for instance.
      interactions(subject.value(), did -> did.subjectId().equals(subject), by, consumer);
    }

    private void interactions(
        String text,
        Predicate<InteractionRecorded> wanted,
        @Nullable Instant by,
        Consumer<RecordedEvent> consumer) {
      Deque<RecordedEvent> forgotten = forgotten();
      log.readMentioning(
          text,
          at,
          INTERACTIONS,
          event -> {
            while (!forgotten.isEmpty()
                && event.position().reaches(forgotten.getFirst().position())) {
              consumer.accept(forgotten.removeFirst());
            }
            InteractionRecorded did =
                switch ((InteractionEvent) event.event()) {
                  case InteractionRecorded recorded -> recorded;
                  case InteractionRetracted retracted -> retracted.recorded();
                };
            if (wanted.test(did) && (by == null || !did.occurredAt().isAfter(by))) {
              consumer.accept(event);
            }
          });
      forgotten.forEach(consumer);
    }

    /** What counts no more from there on, whoever did it. */
    private Deque<RecordedEvent> forgotten() {
      List<RecordedEvent> found = new ArrayList<>();
      log.readKind(
          Stream.RETENTION,
          at,
          event -> {
            if (event.event() instanceof InteractionsForgotten) {
              found.add(event);
            }
          });
      found.sort(Comparator.comparing(RecordedEvent::position));
      return new ArrayDeque<>(found);
    }

    /** Each interaction counts for the categories that its item had then. */
    void features(SubjectId subject, @Nullable Instant by) {
      List<RecordedEvent> merged = new ArrayList<>();
      Consumer<RecordedEvent> collect =
          event -> {
            if (merged.size() >= atMost) {
              throw new TooDear(LogPosition.START, atMost);
            }
            merged.add(event);
          };
      done(subject, by, collect);
      Set<ItemId> items = new LinkedHashSet<>();
      merged.forEach(
          event -> {
            if (event.event() instanceof InteractionRecorded did) {
              items.add(did.itemId());
            }
          });
      items.forEach(item -> stream(Stream.of(item), collect));
      merged.sort(Comparator.comparing(RecordedEvent::position));
      merged.forEach(this::take);
    }

    void features(ItemId item, @Nullable Instant by) {
      stream(Stream.of(item), this::take);
      interactions(inJson(item), did -> did.itemId().equals(item), by, this::take);
    }

    Folded folded() {
      folds.forEach(fold -> fold.finish(at));
      return new Folded(store, events);
    }
  }

  /**
   * An id as a whole value, as the log's own JSON has it: "5" alone would be in nearly every event.
   */
  private static String inJson(ItemId item) {
    return JSON.writeValueAsString(item.value());
  }
}
