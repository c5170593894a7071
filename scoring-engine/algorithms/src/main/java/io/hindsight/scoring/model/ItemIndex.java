package io.hindsight.scoring.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A model's own numbering of items: dense, and in the order of their ids, so that a tie broken by
 * number is a tie broken by id. Immutable.
 */
public final class ItemIndex {
  /** What a stored id can take. */
  private static final int MOST_BYTES = 65_535;

  private final String[] ids;

  private ItemIndex(String[] sorted) {
    this.ids = sorted;
  }

  /**
   * Numbers the distinct ids of a collection, in whatever order they come.
   *
   * @throws IllegalArgumentException if one is too long to be stored
   */
  public static ItemIndex of(Collection<String> ids) {
    String[] sorted = ids.toArray(String[]::new);
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || !sorted[i].equals(sorted[i - 1])) {
        requireShort(sorted[i]);
        sorted[distinct++] = sorted[i];
      }
    }
    return new ItemIndex(Arrays.copyOf(sorted, distinct));
  }

  private static void requireShort(String id) {
    if (id.length() > MOST_BYTES / 3) {
      throw new IllegalArgumentException(
          "an item's id has %d characters, at most %d can be stored: %s…"
              .formatted(id.length(), MOST_BYTES / 3, id.substring(0, 40)));
    }
  }

  public int size() {
    return ids.length;
  }

  public String id(int item) {
    return ids[item];
  }

  /** -1 for an id that the model has never met. */
  public int indexOf(String id) {
    return Math.max(-1, Arrays.binarySearch(ids, id));
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(ids.length);
    for (String id : ids) {
      out.writeUTF(id);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static ItemIndex read(DataInput in) throws IOException {
    int size = in.readInt();
    List<String> ids = new ArrayList<>();
    for (int item = 0; item < size; item++) {
      ids.add(in.readUTF());
    }
    ItemIndex items = of(ids);
    if (size < 0 || !Arrays.equals(items.ids, ids.toArray())) {
      throw new IOException("the ids of " + size + " items do not rise");
    }
    return items;
  }
}
