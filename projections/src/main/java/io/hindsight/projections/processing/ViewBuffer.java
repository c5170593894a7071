package io.hindsight.projections.processing;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewGeneration.Batch;
import io.hindsight.readmodel.store.ViewReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one batch of events changes. It dies with the batch: what was not stored has never
 * been.
 */
public final class ViewBuffer<T> {
  private static final int CHUNK = 1_000;

  private final ViewGeneration<T> generation;
  private final Map<String, Slot<T>> slots = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private final Watcher<T> watcher;
  private LogPosition last;

  public ViewBuffer(ViewGeneration<T> generation, LogPosition last) {
    this(generation, last, (key, position, row) -> {});
  }

  ViewBuffer(ViewGeneration<T> generation, LogPosition last, Watcher<T> watcher) {
    this.generation = generation;
    this.last = last;
    this.watcher = watcher;
  }

  /** Is told of each change of a row; null where the row goes. */
  @FunctionalInterface
  public interface Watcher<T> {
    void changed(String key, LogPosition position, @Nullable T row);
  }

  /** A row as stored, and as it will be. */
  private static final class Slot<T> {
    final LogPosition storedSeen;
    final boolean stored;
    @Nullable Row<T> row;

    /** A row that is stored, or may be, and of which nothing else is known. */
    Slot() {
      this.stored = true;
      this.storedSeen = LogPosition.START;
    }

    Slot(@Nullable Row<T> row) {
      this.row = row;
      this.stored = row != null;
      this.storedSeen = row == null ? LogPosition.START : row.seen();
    }
  }

  /** What turns a row into the next one; null stands for no row. */
  @FunctionalInterface
  public interface Change<T> {
    @Nullable T apply(@Nullable T before);
  }

  public void prefetch(Collection<String> keys) {
    var missing = keys.stream().filter(key -> !slots.containsKey(key)).distinct().sorted().toList();
    var found = generation.getAll(missing);
    for (String key : missing) {
      slots.put(key, new Slot<>(found.get(key)));
    }
  }

  /** Whether the event is new to this batch: then it is from now on the last one seen. */
  boolean advance(LogPosition position) {
    if (last.reaches(position)) {
      return false;
    }
    last = position;
    return true;
  }

  LogPosition last() {
    return last;
  }

  public @Nullable T get(String key) {
    Row<T> row = slot(key).row;
    return row == null ? null : row.value();
  }

  /**
   * Changes a row, unless the stored one has already taken in the event at this position: a store
   * without transactions may hold rows that are ahead of the view's position.
   */
  public void update(String key, LogPosition position, Change<T> change) {
    Slot<T> slot = slot(key);
    if (slot.stored && slot.storedSeen.reaches(position)) {
      return;
    }
    T before = slot.row == null ? null : slot.row.value();
    T after = change.apply(before);
    if (after == before) {
      return;
    }
    slot.row = after == null ? null : new Row<>(key, after, position);
    changed.add(key);
    watcher.changed(key, position, after);
  }

  /**
   * Writes a row that is the same whatever stood there before, even if that has taken in more
   * events than this one. It is not looked up.
   */
  public void put(String key, LogPosition position, T value) {
    slots.computeIfAbsent(key, unknown -> new Slot<>()).row = new Row<>(key, value, position);
    changed.add(key);
    watcher.changed(key, position, value);
  }

  /**
   * Changes every row whose key begins so, those of this batch among them. What stays as it is does
   * not stay in memory.
   */
  public void updateAll(String prefix, LogPosition position, BiChange<T> change) {
    Set<String> keys = new TreeSet<>(generation.keys(ViewReader.BY_KEY, prefix));
    slots.keySet().stream().filter(key -> key.startsWith(prefix)).forEach(keys::add);
    List<String> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<String> some = all.subList(from, Math.min(from + CHUNK, all.size()));
      List<String> fetched = some.stream().filter(key -> !slots.containsKey(key)).toList();
      prefetch(fetched);
      some.forEach(
          key -> update(key, position, row -> row == null ? null : change.apply(key, row)));
      fetched.stream().filter(key -> !changed.contains(key)).forEach(slots::remove);
    }
  }

  /** What turns a row that there is into the next one; the same one where it stays as it is. */
  @FunctionalInterface
  public interface BiChange<T> {
    @Nullable T apply(String key, T before);
  }

  /**
   * Removes every row whose entry in an index begins so, those of this batch among them. Once they
   * are stored, nothing may bring them back: a row that has seen more than the event is removed,
   * too.
   *
   * @param index a name of the definition's, or {@link ViewReader#BY_KEY}
   */
  public void removeAll(String index, String prefix) {
    removeAll(index, List.of(prefix));
  }

  /**
   * The same for several beginnings.
   *
   * @param prefixes none of which begins like another
   */
  public void removeAll(String index, Collection<String> prefixes) {
    TreeSet<String> sorted = new TreeSet<>(prefixes);
    for (String prefix : sorted) {
      for (String key : generation.keys(index, prefix)) {
        slots.computeIfAbsent(key, stored -> new Slot<>()).row = null;
        changed.add(key);
      }
    }
    slots.forEach(
        (key, slot) -> {
          Row<T> row = slot.row;
          if (row != null && begins(row, index, sorted)) {
            slot.row = null;
            changed.add(key);
          }
        });
  }

  private boolean begins(Row<T> row, String index, TreeSet<String> prefixes) {
    String entry =
        index.equals(ViewReader.BY_KEY)
            ? row.key()
            : generation.view().index(index).entry().apply(row.value());
    if (entry == null) {
      return false;
    }
    String prefix = prefixes.floor(entry);
    return prefix != null && entry.startsWith(prefix);
  }

  private Slot<T> slot(String key) {
    Slot<T> slot = slots.get(key);
    if (slot == null) {
      prefetch(List.of(key));
      slot = slots.get(key);
    }
    if (slot == null) {
      throw new IllegalStateException("no slot for a row that was just fetched");
    }
    return slot;
  }

  public Batch<T> changes() {
    var upserts = HashMap.<String, Row<T>>newHashMap(changed.size());
    var deletes = new HashSet<String>();
    for (String key : changed) {
      Slot<T> slot = slot(key);
      if (slot.row != null) {
        upserts.put(key, slot.row);
      } else if (slot.stored) {
        deletes.add(key);
      }
    }
    return new Batch<>(upserts, deletes);
  }
}
