package io.hindsight.projections.given;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A generation in memory, which can be told to fail. */
public final class MapGeneration<T> implements ViewGeneration<T> {
  private final ViewDefinition<T> view;
  private final Map<String, Row<T>> rows = new TreeMap<>();
  private LogPosition position = LogPosition.START;
  public int failures;

  /** How many of the next writes are stored and fail all the same. */
  public int lostAnswers;

  public int reads;

  public MapGeneration(ViewDefinition<T> view) {
    this.view = view;
  }

  public Map<String, Row<T>> rows() {
    return Map.copyOf(rows);
  }

  public Map<String, T> values() {
    var values = new HashMap<String, T>();
    rows.forEach((key, row) -> values.put(key, row.value()));
    return values;
  }

  @Override
  public ViewDefinition<T> view() {
    return view;
  }

  @Override
  public int number() {
    return 1;
  }

  @Override
  public Map<String, Row<T>> getAll(Collection<String> keys) {
    reads++;
    var found = new HashMap<String, Row<T>>();
    for (String key : keys) {
      var row = rows.get(key);
      if (row != null) {
        found.put(key, row);
      }
    }
    return found;
  }

  @Override
  public List<String> keys(String index, String prefix) {
    return rows.values().stream()
        .filter(
            row -> {
              String entry =
                  index.equals(ViewReader.BY_KEY)
                      ? row.key()
                      : view.index(index).entry().apply(row.value());
              return entry != null && entry.startsWith(prefix);
            })
        .map(Row::key)
        .toList();
  }

  @Override
  public LogPosition position() {
    return position;
  }

  @Override
  public void apply(Batch<T> batch, LogPosition from, LogPosition to) {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("the disk is full");
    }
    if (!from.equals(position)) {
      throw new PositionConflict("at " + position + ", not " + from);
    }
    rows.putAll(batch.upserts());
    rows.keySet().removeAll(batch.deletes());
    position = to;
    if (lostAnswers > 0) {
      lostAnswers--;
      throw new IllegalStateException("the answer was lost");
    }
  }
}
