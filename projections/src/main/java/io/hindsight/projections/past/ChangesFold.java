package io.hindsight.projections.past;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindsight.contracts.log.EventTypes;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.Stream;
import io.hindsight.projections.processing.OfflineFold;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.memory.MemoryViewStore;
import io.hindsight.readmodel.past.PastViews.Changed;
import io.hindsight.readmodel.past.PastViews.Changes;
import io.hindsight.readmodel.past.TooDear;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowCodec;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.views.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Folds a view up to one position, and on to another, and notes the rows that change on the way.
 */
final class ChangesFold<T> {
  /**
   * Views of one kind of stream, which is small beside the log. An erasure changes profiles, too.
   */
  private static final Map<String, String> KINDS =
      Map.of(
          Views.ITEMS.name(), Stream.ITEM,
          Views.PLACEMENTS.name(), Stream.PLACEMENT,
          Views.MODELS.name(), Stream.MODEL);

  private final RowCodec codec = new RowCodec();
  private final ViewProjection<T> projection;
  private final LogPosition from;
  private final long atMost;
  private final ViewGeneration<T> generation;
  private final OfflineFold<T> fold;
  private final Map<String, Touched> touched = new TreeMap<>();
  private boolean isAtStart;
  private long events;

  private static final class Touched {
    final @Nullable String before;
    LogPosition last;

    Touched(@Nullable String before, LogPosition last) {
      this.before = before;
      this.last = last;
    }
  }

  ChangesFold(ViewProjection<T> projection, LogPosition from, long atMost) {
    this.projection = projection;
    this.from = from;
    this.atMost = atMost;
    this.generation = new MemoryViewStore().live(projection.view());
    this.fold = new OfflineFold<>(projection, generation, this::changed);
  }

  Changes run(LogReader log, LogPosition to) {
    String kind = KINDS.get(projection.view().name());
    if (kind == null) {
      log.read(LogPosition.START, to, wanted(), this::take);
    } else {
      log.readKind(kind, to, this::take);
    }
    start();
    fold.finish(to);
    List<Changed> rows = new ArrayList<>();
    Map<String, String> after = stored(touched.keySet());
    touched.forEach(
        (key, row) -> {
          if (!Objects.equals(row.before, after.get(key))) {
            rows.add(new Changed(key, row.before, after.get(key), row.last));
          }
        });
    return new Changes(rows, events);
  }

  private Set<Class<?>> wanted() {
    return EventTypes.all().stream()
        .<Class<?>>map(MessageType::javaClass)
        .filter(type -> !projection.ignores(type))
        .collect(Collectors.toUnmodifiableSet());
  }

  private void take(RecordedEvent event) {
    if (++events > atMost) {
      throw new TooDear(LogPosition.START, atMost);
    }
    if (!from.reaches(event.position())) {
      start();
    }
    fold.take(event.position(), event.event());
  }

  /** All that is stored from here on is as of {@code from}, until a row is touched. */
  private void start() {
    if (!isAtStart) {
      fold.finish(from);
      isAtStart = true;
    }
  }

  private void changed(String key, LogPosition position, @Nullable T row) {
    if (isAtStart) {
      touched.computeIfAbsent(key, first -> new Touched(stored(Set.of(first)).get(first), position))
              .last =
          position;
    }
  }

  private Map<String, String> stored(Set<String> keys) {
    Map<String, String> stored = new HashMap<>();
    Consumer<Row<T>> put =
        row -> stored.put(row.key(), new String(codec.write(row.value()), UTF_8));
    generation.getAll(keys).values().forEach(put);
    return stored;
  }
}
