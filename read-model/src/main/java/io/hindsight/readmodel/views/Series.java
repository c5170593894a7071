package io.hindsight.readmodel.views;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/**
 * Counts by whole numbers, such as days: sorted, without zeros, never changed. Made for rows that
 * every interaction changes: two words an entry, so that the next one is a copy of an array.
 */
public final class Series {
  public static final Series EMPTY = new Series(new long[0]);

  /** Key, count, key, count, in order of the keys. */
  private final long[] entries;

  private Series(long[] entries) {
    this.entries = entries;
  }

  /**
   * @param entries key, count, key, count, in ascending order of keys
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Series of(long[] entries) {
    if (entries.length % 2 != 0) {
      throw new IllegalArgumentException("a series has a count for each key");
    }
    for (int i = 0; i < entries.length; i += 2) {
      if ((i > 0 && entries[i - 2] >= entries[i]) || entries[i + 1] == 0) {
        throw new IllegalArgumentException("a series ascends and holds no zero");
      }
    }
    return new Series(entries.clone());
  }

  public int size() {
    return entries.length / 2;
  }

  public boolean isEmpty() {
    return entries.length == 0;
  }

  /** The smallest key; there must be one. */
  public long first() {
    return entries[0];
  }

  public long count(long key) {
    int place = place(key);
    return isAt(place, key) ? entries[place + 1] : 0;
  }

  /** With a count changed; one that becomes zero is gone. */
  public Series plus(long key, long change) {
    if (change == 0) {
      return this;
    }
    int place = place(key);
    if (!isAt(place, key)) {
      long[] next = Arrays.copyOf(entries, entries.length + 2);
      System.arraycopy(entries, place, next, place + 2, entries.length - place);
      next[place] = key;
      next[place + 1] = change;
      return new Series(next);
    }
    if (entries[place + 1] + change == 0) {
      long[] next = Arrays.copyOf(entries, entries.length - 2);
      System.arraycopy(entries, place + 2, next, place, next.length - place);
      return new Series(next);
    }
    long[] next = entries.clone();
    next[place + 1] += change;
    return new Series(next);
  }

  /** Without the keys below this one. */
  public Series from(long key) {
    int place = place(key);
    return place == 0 ? this : new Series(Arrays.copyOfRange(entries, place, entries.length));
  }

  /** Without the keys that match. */
  public Series without(LongPredicate gone) {
    long[] kept = new long[entries.length];
    int size = 0;
    for (int i = 0; i < entries.length; i += 2) {
      if (!gone.test(entries[i])) {
        kept[size++] = entries[i];
        kept[size++] = entries[i + 1];
      }
    }
    return size == entries.length ? this : new Series(Arrays.copyOf(kept, size));
  }

  /** The sum of all counts. */
  public long sum() {
    long sum = 0;
    for (int i = 1; i < entries.length; i += 2) {
      sum += entries[i];
    }
    return sum;
  }

  /** How many different values a function gives for the keys; it must not descend. */
  public int distinct(LongUnaryOperator function) {
    int distinct = 0;
    for (int i = 0; i < entries.length; i += 2) {
      if (i == 0 || function.applyAsLong(entries[i - 2]) != function.applyAsLong(entries[i])) {
        distinct++;
      }
    }
    return distinct;
  }

  public SortedMap<Long, Long> toMap() {
    SortedMap<Long, Long> map = new TreeMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put(entries[i], entries[i + 1]);
    }
    return map;
  }

  @JsonValue
  long[] entries() {
    return entries.clone();
  }

  private boolean isAt(int place, long key) {
    return place < entries.length && entries[place] == key;
  }

  /** Where the key stands, or would. */
  private int place(long key) {
    int low = 0;
    int high = entries.length / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries[2 * middle] < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 2 * low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series series && Arrays.equals(entries, series.entries);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entries);
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
