package io.hindsight.readmodel.store;

import io.hindsight.contracts.log.LogPosition;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the live generation of any view. Safe for use by many threads. */
public interface ViewReader {

  <T> Optional<Row<T>> get(ViewDefinition<T> view, String key);

  /** The rows that exist, by key. At most 10,000 keys. */
  <T> Map<String, Row<T>> getAll(ViewDefinition<T> view, Collection<String> keys);

  /**
   * Rows in the order of an index.
   *
   * @param index a name of the definition's, or {@link #BY_KEY}
   * @param prefix only entries that begin so; empty for all
   * @param after a cursor from an earlier page, null for the first one
   * @param limit 1 to 10,000
   * @throws IllegalArgumentException if the cursor is not one of ours
   */
  <T> Page<T> page(
      ViewDefinition<T> view, String index, String prefix, @Nullable String after, int limit);

  /** Up to where the live generation has stored the log: a row written by then is found. */
  LogPosition position(ViewDefinition<?> view);

  /** Whether its server could not be reached when it was last asked; a file always can. */
  default boolean isAway() {
    return false;
  }

  /** The order of row keys, which every view has. */
  String BY_KEY = "";
}
