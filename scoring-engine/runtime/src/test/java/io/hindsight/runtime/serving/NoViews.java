package io.hindsight.runtime.serving;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.readmodel.store.Page;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Views without rows. */
final class NoViews implements ViewReader {
  private final LogPosition position;

  NoViews() {
    this(LogPosition.START);
  }

  NoViews(LogPosition position) {
    this.position = position;
  }

  @Override
  public <T> Optional<Row<T>> get(ViewDefinition<T> view, String key) {
    return Optional.empty();
  }

  @Override
  public <T> Map<String, Row<T>> getAll(ViewDefinition<T> view, Collection<String> keys) {
    return Map.of();
  }

  @Override
  public <T> Page<T> page(
      ViewDefinition<T> view, String index, String prefix, String after, int limit) {
    return new Page<>(List.of(), null);
  }

  @Override
  public LogPosition position(ViewDefinition<?> view) {
    return position;
  }
}
