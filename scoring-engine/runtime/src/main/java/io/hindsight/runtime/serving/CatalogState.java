package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.ItemId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalog at one position of the log: every item that the log names up to there, also those
 * that were only interacted with. Immutable; neighbouring states share what did not change.
 */
public final class CatalogState {
  public static final CatalogState EMPTY = new CatalogBuilder().snapshot();

  static final int CHUNK_BITS = 8;
  static final int CHUNK = 1 << CHUNK_BITS;
  static final int MASK = CHUNK - 1;

  private final Map<ItemId, Integer> indexes;
  private final ItemId[][] ids;
  private final @Nullable ItemState[][] states;
  private final int size;

  /**
   * @param indexes shared with later states, so it may know items beyond {@code size}
   */
  CatalogState(
      Map<ItemId, Integer> indexes, ItemId[][] ids, @Nullable ItemState[][] states, int size) {
    this.indexes = indexes;
    this.ids = ids;
    this.states = states;
    this.size = size;
  }

  /** Items are numbered 0 .. size - 1. */
  public int size() {
    return size;
  }

  /** -1 for an item that the log did not name up to here. */
  public int indexOf(ItemId item) {
    Integer index = indexes.get(item);
    return index == null || index >= size ? -1 : index;
  }

  public ItemId idOf(int item) {
    return ids[checked(item) >> CHUNK_BITS][item & MASK];
  }

  /** Null for an item that was interacted with but never listed. */
  public @Nullable ItemState item(int item) {
    return states[checked(item) >> CHUNK_BITS][item & MASK];
  }

  private int checked(int item) {
    if (item < 0 || item >= size) {
      throw new IndexOutOfBoundsException("item " + item + " of " + size);
    }
    return item;
  }
}
