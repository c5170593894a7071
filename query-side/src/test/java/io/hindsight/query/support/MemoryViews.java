package io.hindsight.query.support;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Views in memory, written by the test. */
public final class MemoryViews implements ViewReader {
  private final Map<String, Map<String, Row<?>>> views = new ConcurrentHashMap<>();
  private final Map<String, LogPosition> positions = new ConcurrentHashMap<>();

  public <T> void put(ViewDefinition<T> view, String key, T value) {
    put(view, key, value, LogPosition.START);
  }

  public <T> void put(ViewDefinition<T> view, String key, T value, LogPosition seen) {
    rows(view).put(key, new Row<>(key, value, seen));
    positions.merge(view.name(), seen, LogPosition::max);
  }

  public void remove(ViewDefinition<?> view, String key) {
    rows(view).remove(key);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Optional<Row<T>> get(ViewDefinition<T> view, String key) {
    return Optional.ofNullable((Row<T>) rows(view).get(key));
  }

  @Override
  public <T> Map<String, Row<T>> getAll(ViewDefinition<T> view, Collection<String> keys) {
    Map<String, Row<T>> found = new HashMap<>();
    keys.forEach(key -> get(view, key).ifPresent(row -> found.put(key, row)));
    return found;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Page<T> page(
      ViewDefinition<T> view, String index, String prefix, String after, int limit) {
    if (after != null && !after.startsWith("c:")) {
      throw new IllegalArgumentException("not a cursor");
    }
    TreeMap<String, Row<T>> ordered = new TreeMap<>();
    rows(view)
        .forEach(
            (key, row) -> {
              Row<T> typed = (Row<T>) row;
              String entry =
                  index.equals(BY_KEY) ? key : view.index(index).entry().apply(typed.value());
              if (entry != null && entry.startsWith(prefix)) {
                ordered.put(entry + "\u0000" + key, typed);
              }
            });
    var rest = after == null ? ordered : ordered.tailMap(after.substring(2), false);
    List<Row<T>> page = new ArrayList<>();
    String last = null;
    for (var entry : rest.entrySet()) {
      if (page.size() == limit) {
        return new Page<>(page, "c:" + last);
      }
      page.add(entry.getValue());
      last = entry.getKey();
    }
    return new Page<>(page, null);
  }

  @Override
  public LogPosition position(ViewDefinition<?> view) {
    return positions.getOrDefault(view.name(), LogPosition.START);
  }

  private Map<String, Row<?>> rows(ViewDefinition<?> view) {
    return views.computeIfAbsent(view.name(), name -> new ConcurrentHashMap<>());
  }
}
