package io.hindsight.scoring.evaluation.data;

import java.util.Arrays;

/** Sorts rows by a key and leaves equal ones in their order: a merge sort without boxes. */
final class StableOrder {
  private static final int SHORT = 16;

  private StableOrder() {}

  static void byKey(int[] rows, int from, int to, long[] keys) {
    if (!sorted(rows, from, to, keys)) {
      sort(rows, from, to, keys, Arrays.copyOfRange(rows, from, to), from);
    }
  }

  private static boolean sorted(int[] rows, int from, int to, long[] keys) {
    for (int i = from + 1; i < to; i++) {
      if (keys[rows[i]] < keys[rows[i - 1]]) {
        return false;
      }
    }
    return true;
  }

  private static void sort(int[] rows, int from, int to, long[] keys, int[] spare, int base) {
    if (to - from <= SHORT) {
      insert(rows, from, to, keys);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(rows, from, middle, keys, spare, base);
    sort(rows, middle, to, keys, spare, base);
    System.arraycopy(rows, from, spare, from - base, middle - from);
    int left = from;
    int right = middle;
    for (int at = from; left < middle; at++) {
      boolean takeRight = right < to && keys[rows[right]] < keys[spare[left - base]];
      rows[at] = takeRight ? rows[right++] : spare[left++ - base];
    }
  }

  private static void insert(int[] rows, int from, int to, long[] keys) {
    for (int i = from + 1; i < to; i++) {
      int row = rows[i];
      int at = i;
      for (; at > from && keys[rows[at - 1]] > keys[row]; at--) {
        rows[at] = rows[at - 1];
      }
      rows[at] = row;
    }
  }
}
