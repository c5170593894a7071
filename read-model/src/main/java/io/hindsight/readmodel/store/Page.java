package io.hindsight.readmodel.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param next the cursor behind the last row, to be passed as {@code after}; null where no more
 *     rows follow
 */
public record Page<T>(List<Row<T>> rows, @Nullable String next) {
  public Page {
    rows = List.copyOf(rows);
  }
}
