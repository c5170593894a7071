package io.hindsight.readmodel.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Cursor;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.RowCodec;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewDefinition.Index;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of one generation, in the order of their keys. */
final class MemoryGeneration<T> implements ViewGeneration<T> {
  /** As other stores order text; Java's own order differs beyond the first 65,536 characters. */
  static final Comparator<String> BY_BYTES =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

  private static final RowCodec CODEC = new RowCodec();

  private record Stored(byte[] doc, LogPosition seen) {}

  /** Where a row stands in an order. */
  private record Place(String entry, String key) {}

  private static final Comparator<Place> IN_ORDER =
      Comparator.comparing(Place::entry, BY_BYTES).thenComparing(Place::key, BY_BYTES);

  private final ViewDefinition<T> view;
  private final int number;
  private final TreeMap<String, Stored> rows = new TreeMap<>(BY_BYTES);
  private LogPosition position = LogPosition.START;

  MemoryGeneration(ViewDefinition<T> view, int number) {
    this.view = view;
    this.number = number;
  }

  @Override
  public ViewDefinition<T> view() {
    return view;
  }

  @Override
  public int number() {
    return number;
  }

  Set<String> keys() {
    return rows.keySet();
  }

  boolean sameAs(MemoryGeneration<T> other, String key) {
    Stored mine = rows.get(key);
    Stored theirs = other.rows.get(key);
    return mine != null
        && theirs != null
        && mine.seen.equals(theirs.seen)
        && Arrays.equals(mine.doc, theirs.doc);
  }

  @Override
  public synchronized Map<String, Row<T>> getAll(Collection<String> keys) {
    Map<String, Row<T>> found = new HashMap<>();
    for (String key : keys) {
      Stored stored = rows.get(key);
      if (stored != null) {
        found.put(key, row(key, stored));
      }
    }
    return found;
  }

  private Row<T> row(String key, Stored stored) {
    return new Row<>(key, CODEC.read(stored.doc, view.shape()), stored.seen);
  }

  @Override
  public synchronized List<String> keys(String index, String prefix) {
    return places(index, prefix).stream().map(Place::key).toList();
  }

  @Override
  public synchronized LogPosition position() {
    return position;
  }

  @Override
  public synchronized void apply(Batch<T> batch, LogPosition from, LogPosition to) {
    if (!to.reaches(from)) {
      throw new IllegalArgumentException(
          "a view only moves forward, not from " + from + " to " + to);
    }
    if (!position.equals(from)) {
      throw new PositionConflict(
          "%s (generation %d) stands at %s, not at %s"
              .formatted(view.name(), number, position, from));
    }
    batch.deletes().forEach(rows::remove);
    batch
        .upserts()
        .forEach((key, row) -> rows.put(key, new Stored(CODEC.write(row.value()), row.seen())));
    position = to;
  }

  /** Sorts all rows of the index each time: it is asked once or twice. */
  synchronized Page<T> page(String index, String prefix, @Nullable String after, int limit) {
    String scope = view.name() + "/" + index;
    if (!index.equals(ViewReader.BY_KEY)) {
      view.order(index);
    }
    List<Place> places = places(index, prefix);
    if (after != null) {
      Cursor cursor = Cursor.decode(scope, after);
      if (!cursor.entry().startsWith(prefix)) {
        throw new IllegalArgumentException("not a cursor of this order of rows");
      }
      Place last = new Place(cursor.entry(), cursor.key());
      places.removeIf(place -> IN_ORDER.compare(place, last) <= 0);
    }
    List<Row<T>> page = new ArrayList<>();
    for (Place place : places.subList(0, Math.min(limit, places.size()))) {
      Stored stored = rows.get(place.key());
      if (stored != null) {
        page.add(row(place.key(), stored));
      }
    }
    if (places.size() <= limit) {
      return new Page<>(page, null);
    }
    Place last = places.get(limit - 1);
    return new Page<>(page, new Cursor(last.entry(), last.key()).encode(scope));
  }

  private List<Place> places(String name, String prefix) {
    @Nullable Index<T> index = name.equals(ViewReader.BY_KEY) ? null : view.index(name);
    List<Place> places = new ArrayList<>();
    rows.forEach(
        (key, stored) -> {
          String entry = index == null ? key : index.entry().apply(row(key, stored).value());
          if (entry != null && entry.startsWith(prefix)) {
            places.add(new Place(entry, key));
          }
        });
    places.sort(IN_ORDER);
    return places;
  }
}
