package io.hindsight.readmodel.memory;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.ForeignViews;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowDifference;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewGeneration.PositionConflict;
import io.hindsight.readmodel.store.ViewStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Views on the heap, for a past that is folded for one question. Rows are kept as the bytes that
 * other stores keep, so that they read the same. Safe for use by many threads, one at a time.
 */
public final class MemoryViewStore implements ViewStore {
  private static final int MOST = 10_000;

  /** All generations of one view. */
  private static final class Line {
    final TreeMap<Integer, MemoryGeneration<?>> generations = new TreeMap<>();
    final Map<Integer, String> purposes = new HashMap<>();
    int live;
  }

  private final Map<String, Line> lines = new HashMap<>();
  private @Nullable String logId;

  @Override
  public synchronized void bind(String id, LogPosition head) {
    if (logId != null && !logId.equals(id)) {
      throw new ForeignViews(
          "These views were made from log %s, not %s: move them away.".formatted(logId, id));
    }
    logId = id;
    lines.forEach(
        (name, line) ->
            line.generations.forEach(
                (number, generation) -> {
                  if (!head.reaches(generation.position())) {
                    throw new ForeignViews(
                        "View %s has seen position %s, but the log ends at %s: move it away."
                            .formatted(name, generation.position(), head));
                  }
                }));
  }

  private Line line(ViewDefinition<?> view) {
    return lines.computeIfAbsent(view.name(), name -> new Line());
  }

  @Override
  public synchronized <T> MemoryGeneration<T> live(ViewDefinition<T> view) {
    Line line = line(view);
    MemoryGeneration<?> live = line.generations.get(line.live);
    if (live == null || !live.view().layout().equals(view.layout())) {
      line.live = line.generations.isEmpty() ? 1 : line.generations.lastKey() + 1;
      line.generations.put(line.live, new MemoryGeneration<>(view, line.live));
    }
    return generation(view, line.live);
  }

  @Override
  public synchronized <T> ViewGeneration<T> open(ViewDefinition<T> view, int number) {
    if (number < 1) {
      throw new IllegalArgumentException("generations count from 1, was " + number);
    }
    Line line = line(view);
    MemoryGeneration<?> known = line.generations.get(number);
    if (known == null || !known.view().layout().equals(view.layout())) {
      line.generations.put(number, new MemoryGeneration<>(view, number));
    }
    return generation(view, number);
  }

  @SuppressWarnings("unchecked") // Views of one name and layout have one shape.
  private <T> MemoryGeneration<T> generation(ViewDefinition<T> view, int number) {
    MemoryGeneration<?> found = line(view).generations.get(number);
    if (found == null) {
      throw new IllegalArgumentException(
          "view " + view.name() + " has no generation " + number + " of this schema");
    }
    return (MemoryGeneration<T>) found;
  }

  @Override
  public synchronized List<Integer> generations(ViewDefinition<?> view) {
    return List.copyOf(line(view).generations.keySet());
  }

  @Override
  public synchronized void switchTo(ViewDefinition<?> view, int number) {
    line(view).live = generation(view, number).number();
  }

  @Override
  public synchronized void note(ViewDefinition<?> view, int number, String purpose) {
    line(view).purposes.put(number, purpose);
  }

  @Override
  public synchronized String purpose(ViewDefinition<?> view, int number) {
    return line(view).purposes.getOrDefault(number, "");
  }

  @Override
  public synchronized boolean drop(ViewDefinition<?> view, int number) {
    if (live(view).number() == number) {
      throw new IllegalArgumentException(
          "generation " + number + " of view " + view.name() + " is live");
    }
    line(view).generations.remove(number);
    line(view).purposes.remove(number);
    return true;
  }

  @Override
  public synchronized <T> void compare(
      ViewDefinition<T> view,
      int one,
      int other,
      Runnable fixed,
      Consumer<RowDifference<T>> consumer) {
    MemoryGeneration<T> left = generation(view, one);
    MemoryGeneration<T> right = generation(view, other);
    if (!left.position().equals(right.position())) {
      throw new PositionConflict(
          "generation %d stands at %s, generation %d at %s"
              .formatted(one, left.position(), other, right.position()));
    }
    var keys = new TreeSet<>(MemoryGeneration.BY_BYTES);
    keys.addAll(left.keys());
    keys.addAll(right.keys());
    var differences = keys.stream().filter(key -> !left.sameAs(right, key)).toList();
    for (String key : differences) {
      consumer.accept(
          new RowDifference<>(
              key, left.getAll(List.of(key)).get(key), right.getAll(List.of(key)).get(key), null));
    }
    fixed.run();
  }

  @Override
  public synchronized <T> Optional<Row<T>> get(ViewDefinition<T> view, String key) {
    return Optional.ofNullable(getAll(view, List.of(key)).get(key));
  }

  @Override
  public synchronized <T> Map<String, Row<T>> getAll(
      ViewDefinition<T> view, Collection<String> keys) {
    if (keys.size() > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " keys, were " + keys.size());
    }
    return live(view).getAll(keys);
  }

  @Override
  public synchronized <T> Page<T> page(
      ViewDefinition<T> view, String index, String prefix, @Nullable String after, int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be in 1.." + MOST + ", was " + limit);
    }
    return live(view).page(index, prefix, after, limit);
  }

  @Override
  public synchronized LogPosition position(ViewDefinition<?> view) {
    return live(view).position();
  }

  /** What was deleted is nowhere any more. */
  @Override
  public boolean scrub() {
    return true;
  }

  @Override
  public void close() {}
}
