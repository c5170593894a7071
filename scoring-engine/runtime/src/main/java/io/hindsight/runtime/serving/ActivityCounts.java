package io.hindsight.runtime.serving;

import java.util.Arrays;

/**
 * How much was done with each item: of all time, and by hour for as far back as windows reach. All
 * whole numbers, so that taking back is exact and the order of adding makes no difference.
 *
 * <p>Hours are a hash table of {@code (item, hour) -> count}, 16 bytes an entry; entries that fell
 * behind the horizon go when room runs out.
 */
final class ActivityCounts {
  private long[] totals = new long[256];
  private long[] keys = new long[1024];
  private long[] counts = new long[1024];
  private int used;

  ActivityCounts() {}

  /** From an image: keys and counts of hours, in any order. */
  ActivityCounts(long[] totals, long[] hourKeys, long[] hourCounts) {
    this.totals = totals.clone();
    for (int i = 0; i < hourKeys.length; i++) {
      hours((int) (hourKeys[i] >> 32), (int) hourKeys[i], hourCounts[i], Integer.MIN_VALUE);
    }
  }

  /**
   * @param amount negative to take back
   * @param horizon hours before it are forgotten
   */
  void add(int item, int hour, long amount, int horizon) {
    if (item >= totals.length) {
      totals = Arrays.copyOf(totals, Math.max(item + 1, totals.length * 2));
    }
    totals[item] += amount;
    if (hour >= horizon) {
      hours(item, hour, amount, horizon);
    }
  }

  private void hours(int item, int hour, long amount, int horizon) {
    if (used * 2 >= keys.length) {
      rehash(horizon);
    }
    long key = key(item, hour);
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

  // One more than item and hour side by side, so that 0 means free.
  private static long key(int item, int hour) {
    return (((long) item << 32) | (hour & 0xFFFF_FFFFL)) + 1;
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

  long total(int item) {
    return item < totals.length ? totals[item] : 0;
  }

  /** Calls for every hour of every item, in no order that means anything. */
  void forEachHour(HourConsumer consumer) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0 && counts[i] != 0) {
        long key = keys[i] - 1;
        consumer.accept((int) (key >> 32), (int) key, counts[i]);
      }
    }
  }

  @FunctionalInterface
  interface HourConsumer {
    void accept(int item, int hour, long count);
  }

  /** All there is, as arrays: for a checkpoint. */
  Image image(int items) {
    long[] hourKeys = new long[used];
    long[] hourCounts = new long[used];
    int[] size = {0};
    forEachHour(
        (item, hour, count) -> {
          hourKeys[size[0]] = ((long) item << 32) | (hour & 0xFFFF_FFFFL);
          hourCounts[size[0]++] = count;
        });
    return new Image(
        Arrays.copyOf(totals, items),
        Arrays.copyOf(hourKeys, size[0]),
        Arrays.copyOf(hourCounts, size[0]));
  }

  /**
   * @param hourKeys the item above, the hour below
   */
  @SuppressWarnings("ArrayRecordComponent") // on its way to a file, never compared
  record Image(long[] totals, long[] hourKeys, long[] hourCounts) {
    ActivityCounts restore() {
      return new ActivityCounts(totals, hourKeys, hourCounts);
    }
  }
}
