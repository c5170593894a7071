package io.hindsight.readmodel.sqlite;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

final class SqliteGeneration<T> implements ViewGeneration<T> {
  private final ViewDefinition<T> view;
  private final int number;
  private final Table<T> table;
  private final Writer writer;
  private final ReadPool readers;

  SqliteGeneration(
      ViewDefinition<T> view, int number, Table<T> table, Writer writer, ReadPool readers) {
    this.view = view;
    this.number = number;
    this.table = table;
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public ViewDefinition<T> view() {
    return view;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public Map<String, Row<T>> getAll(Collection<String> keys) {
    return keys.isEmpty() ? Map.of() : readers.read(session -> table.getAll(session, keys));
  }

  @Override
  public List<String> keys(String index, String prefix) {
    return readers.read(session -> table.keys(session, index, prefix));
  }

  @Override
  public LogPosition position() {
    return readers.read(session -> Catalog.position(session, view, number));
  }

  @Override
  public void apply(Batch<T> batch, LogPosition from, LogPosition to) {
    if (!to.reaches(from)) {
      throw new IllegalArgumentException(
          "a view only moves forward, not from " + from + " to " + to);
    }
    // Before the lock: the other views, which share the writer, encode theirs meanwhile.
    var rows = table.encoded(batch.upserts().values());
    writer.inTransaction(
        session -> {
          if (!Catalog.advance(session, view, number, from, to)) {
            throw new PositionConflict(
                "%s (generation %d) stands at %s, not at %s: somebody else writes it"
                    .formatted(view.name(), number, Catalog.position(session, view, number), from));
          }
          table.delete(session, batch.deletes());
          table.write(session, rows);
          return to;
        });
  }
}
