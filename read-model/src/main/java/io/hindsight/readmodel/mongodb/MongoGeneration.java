package io.hindsight.readmodel.mongodb;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewGeneration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

final class MongoGeneration<T> implements ViewGeneration<T> {
  private final ViewDefinition<T> view;
  private final Generation generation;
  private final Rows<T> rows;
  private final Lease lease;

  MongoGeneration(ViewDefinition<T> view, Generation generation, Rows<T> rows, Lease lease) {
    this.view = view;
    this.generation = generation;
    this.rows = rows;
    this.lease = lease;
  }

  @Override
  public ViewDefinition<T> view() {
    return view;
  }

  @Override
  public int number() {
    return generation.number;
  }

  @Override
  public Map<String, Row<T>> getAll(Collection<String> keys) {
    return keys.isEmpty() ? Map.of() : settled(() -> rows.getAll(generation.rows(), keys));
  }

  @Override
  public List<String> keys(String index, String prefix) {
    return settled(() -> rows.keys(generation.rows(), index, prefix));
  }

  @Override
  public LogPosition position() {
    return settled(generation::position);
  }

  private <R> R settled(Supplier<R> read) {
    generation.writing.lock();
    try {
      lease.check();
      generation.settle();
      R result = read.get();
      lease.check();
      return result;
    } finally {
      generation.writing.unlock();
    }
  }

  @Override
  public void apply(Batch<T> batch, LogPosition from, LogPosition to) {
    if (!to.reaches(from)) {
      throw new IllegalArgumentException(
          "a view only moves forward, not from " + from + " to " + to);
    }
    boolean empty = batch.upserts().isEmpty() && batch.deletes().isEmpty();
    StoredBatch stored = rows.stored(batch, to);
    generation.writing.lock();
    try {
      lease.check();
      generation.store(stored, empty, from, to);
    } finally {
      generation.writing.unlock();
    }
  }
}
