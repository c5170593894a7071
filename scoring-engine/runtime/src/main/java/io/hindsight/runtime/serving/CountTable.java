package io.hindsight.runtime.serving;

import java.util.Arrays;

/**
 * Counts by item and one more number: a hash table of 16 bytes an entry. Entries that are zero, or
 * whose number is behind a horizon, go when room runs out.
 */
final class CountTable {
  private long[] keys = new long[1024];
  private long[] counts = new long[1024];
  private int used;

  /**
   * @param amount negative to take back
   * @param horizon entries with a smaller number may go
   */
  void add(int item, int number, long amount, int horizon) {
    if (used * 2 >= keys.length) {
      rehash(horizon);
    }
    long key = key(item, number);
    int at = find(keys, key);
    if (keys[at] == 0) {
      keys[at] = key;
      used++;
    }
    counts[at] += amount;
  }

  private void rehash(int horizon) {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    int kept = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0 && (oldCounts[i] == 0 || (int) (oldKeys[i] - 1) < horizon)) {
        oldKeys[i] = 0;
      }
      kept += oldKeys[i] == 0 ? 0 : 1;
    }
    int room = Math.max(1024, Integer.highestOneBit(Math.max(1, kept)) * 8);
    keys = new long[room];
    counts = new long[room];
    used = kept;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = find(keys, oldKeys[i]);
        keys[at] = oldKeys[i];
        counts[at] = oldCounts[i];
      }
    }
  }

  // One more than item and number side by side, so that 0 means free.
  private static long key(int item, int number) {
    return (((long) item << 32) | (number & 0xFFFF_FFFFL)) + 1;
  }

  private static int find(long[] keys, long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int at = (int) (mixed >>> 32) & mask;
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Calls for every entry that is not zero, in no order that means anything. */
  void forEach(Consumer consumer) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0 && counts[i] != 0) {
        long key = keys[i] - 1;
        consumer.accept((int) (key >> 32), (int) key, counts[i]);
      }
    }
  }

  @FunctionalInterface
  interface Consumer {
    void accept(int item, int number, long count);
  }

  /** All there is, as arrays: for a checkpoint. */
  Image image() {
    long[] imageKeys = new long[used];
    long[] imageCounts = new long[used];
    int[] size = {0};
    forEach(
        (item, number, count) -> {
          imageKeys[size[0]] = ((long) item << 32) | (number & 0xFFFF_FFFFL);
          imageCounts[size[0]++] = count;
        });
    return new Image(Arrays.copyOf(imageKeys, size[0]), Arrays.copyOf(imageCounts, size[0]));
  }

  /**
   * @param keys the item above, the number below
   */
  @SuppressWarnings("ArrayRecordComponent") // on its way to a file, never compared
  record Image(long[] keys, long[] counts) {
    static final Image NONE = new Image(new long[0], new long[0]);

    CountTable restore() {
      CountTable table = new CountTable();
      for (int i = 0; i < keys.length; i++) {
        table.add((int) (keys[i] >> 32), (int) keys[i], counts[i], Integer.MIN_VALUE);
      }
      return table;
    }
  }
}
