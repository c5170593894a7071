package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.ItemId;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as it grows, for one thread. A snapshot costs one copy of the list of chunks; the
 * first change of a chunk after a snapshot copies that chunk.
 */
public final class CatalogBuilder {
  private final Map<ItemId, Integer> indexes = new ConcurrentHashMap<>();
  private ItemId[][] ids = new ItemId[0][];
  private @Nullable ItemState[][] states = new ItemState[0][];
  private boolean[] shared = new boolean[0];
  private int size;

  /** A builder that goes on from a state; that state stays as it is. */
  static CatalogBuilder from(CatalogState state) {
    CatalogBuilder builder = new CatalogBuilder();
    for (int item = 0; item < state.size(); item++) {
      builder.put(builder.intern(state.idOf(item)), state.item(item));
    }
    return builder;
  }

  /** The item's number; a new one for a new item. */
  public int intern(ItemId item) {
    Integer known = indexes.get(item);
    if (known != null) {
      return known;
    }
    int chunk = size >> CatalogState.CHUNK_BITS;
    if (chunk == ids.length) {
      grow(chunk + 1);
    }
    ids[chunk][size & CatalogState.MASK] = item;
    indexes.put(item, size);
    return size++;
  }

  public void put(int item, @Nullable ItemState state) {
    int chunk = item >> CatalogState.CHUNK_BITS;
    if (shared[chunk]) {
      states[chunk] = states[chunk].clone();
      shared[chunk] = false;
    }
    states[chunk][item & CatalogState.MASK] = state;
  }

  public @Nullable ItemState get(int item) {
    return states[item >> CatalogState.CHUNK_BITS][item & CatalogState.MASK];
  }

  public ItemId idOf(int item) {
    return ids[item >> CatalogState.CHUNK_BITS][item & CatalogState.MASK];
  }

  public int size() {
    return size;
  }

  public CatalogState snapshot() {
    Arrays.fill(shared, true);
    return new CatalogState(indexes, ids.clone(), states.clone(), size);
  }

  private void grow(int chunks) {
    ids = Arrays.copyOf(ids, chunks);
    states = Arrays.copyOf(states, chunks);
    shared = Arrays.copyOf(shared, chunks);
    ids[chunks - 1] = new ItemId[CatalogState.CHUNK];
    states[chunks - 1] = new ItemState[CatalogState.CHUNK];
  }
}
