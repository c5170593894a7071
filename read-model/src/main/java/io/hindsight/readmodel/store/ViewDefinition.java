package io.hindsight.readmodel.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A view: rows of one shape under a text key, and the orders in which they can be paged.
 *
 * @param name lower case with hyphens; part of table, collection and processor names
 * @param schema counts changes of the shape: a stored view of another schema is rebuilt at start
 * @param <T> the shape, a record that Jackson reads and writes
 */
public record ViewDefinition<T>(String name, int schema, Class<T> shape, List<Index<T>> indexes) {
  public ViewDefinition {
    if (!name.matches("[a-z]+(-[a-z]+)*")) {
      throw new IllegalArgumentException("a view is named like user-features, was " + name);
    }
    indexes = List.copyOf(indexes);
  }

  /**
   * An order of rows: entries sort by the bytes of their text, then by row key. Or only groups of
   * rows, which are found by their entries and cannot be paged: those cost a store little where few
   * entries have many rows, since it need not keep each group in order.
   *
   * @param entry where a row stands; null: not in this index
   */
  public record Index<T>(String name, boolean ordered, Function<T, @Nullable String> entry) {}

  public static <T> ViewDefinition<T> of(String name, int schema, Class<T> shape) {
    return new ViewDefinition<>(name, schema, shape, List.of());
  }

  public ViewDefinition<T> indexedBy(String index, Function<T, @Nullable String> entry) {
    return with(new Index<>(index, true, entry));
  }

  public ViewDefinition<T> groupedBy(String index, Function<T, @Nullable String> entry) {
    return with(new Index<>(index, false, entry));
  }

  private ViewDefinition<T> with(Index<T> index) {
    var more = new ArrayList<>(indexes);
    more.add(index);
    return new ViewDefinition<>(name, schema, shape, more);
  }

  /** Indexes belong to the shape: one that was not kept from the start lacks rows. */
  public String layout() {
    return schema + ":" + String.join(",", indexes.stream().map(Index::name).toList());
  }

  public Index<T> index(String wanted) {
    return indexes.stream()
        .filter(index -> index.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("view " + name + " has no index " + wanted));
  }

  /** An index that can be paged. */
  public Index<T> order(String wanted) {
    Index<T> index = index(wanted);
    if (!index.ordered()) {
      throw new IllegalArgumentException("view " + name + " has no order by " + wanted);
    }
    return index;
  }
}
