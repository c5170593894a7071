package io.hindsight.readmodel.store;

import io.hindsight.contracts.log.LogPosition;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One generation of one view, for its one writer. */
public interface ViewGeneration<T> {
  ViewDefinition<T> view();

  int number();

  /** The rows that exist, by key. Any number of keys. */
  Map<String, Row<T>> getAll(Collection<String> keys);

  /**
   * The keys of all rows whose entry in an index begins so.
   *
   * @param index a name of the definition's, or {@link ViewReader#BY_KEY}
   */
  List<String> keys(String index, String prefix);

  LogPosition position();

  /**
   * Writes rows and moves the position: all of it or nothing, however it ends, as far as this
   * generation's methods tell. After a failure {@link #position} says which of the two it was.
   * Other readers may meanwhile find rows that are ahead of the position.
   *
   * @throws PositionConflict if the stored position is not {@code from}: somebody else writes this
   *     generation
   */
  void apply(Batch<T> batch, LogPosition from, LogPosition to);

  /**
   * @param upserts rows to write, by key
   * @param deletes keys of rows to remove
   */
  record Batch<T>(Map<String, Row<T>> upserts, Collection<String> deletes) {
    public static <T> Batch<T> empty() {
      return new Batch<>(Map.of(), List.of());
    }
  }

  /** Two writers met. */
  final class PositionConflict extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PositionConflict(String message) {
      super(message);
    }
  }
}
