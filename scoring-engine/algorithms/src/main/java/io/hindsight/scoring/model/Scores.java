package io.hindsight.scoring.model;

import java.util.Arrays;

/**
 * A sparse sum over a dense space of items that is cleared in the time it took to fill: one array
 * of floats and the list of those touched. Reusable; for one thread at a time.
 */
public final class Scores {
  private float[] values;
  private boolean[] seen;
  private int[] touched;
  private int size;

  /**
   * @param items scores can be given to 0 .. items - 1
   */
  public Scores(int items) {
    values = new float[items];
    seen = new boolean[items];
    touched = new int[Math.min(items, 1024)];
  }

  /** Forgets all scores and makes room for so many items. */
  public void reset(int items) {
    clear();
    if (items > values.length) {
      values = new float[items];
      seen = new boolean[items];
    }
  }

  public void add(int item, float amount) {
    if (!seen[item]) {
      seen[item] = true;
      if (size == touched.length) {
        touched = Arrays.copyOf(touched, Math.min(values.length, size * 2));
      }
      touched[size++] = item;
    }
    values[item] += amount;
  }

  /**
   * Adds to every item from 0 on.
   *
   * @param amounts by item; at most as many as can be scored
   */
  public void addAll(float[] amounts, float weight) {
    for (int item = 0; size < amounts.length && item < amounts.length; item++) {
      if (!seen[item]) {
        add(item, 0);
      }
    }
    for (int item = 0; item < amounts.length; item++) {
      values[item] += weight * amounts[item];
    }
  }

  /** 0 where none was given. */
  public float get(int item) {
    return values[item];
  }

  /** How many items have a score. */
  public int size() {
    return size;
  }

  /** The i-th scored item, in the order in which they were first given one. */
  public int item(int i) {
    return touched[i];
  }

  /**
   * The items with the highest scores above 0, the best first, ties by item.
   *
   * @param without whose items are left out
   */
  public int[] best(int most, History without) {
    int[] known = without.items().clone();
    Arrays.sort(known);
    long[] ranked = new long[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      int item = touched[i];
      if (values[item] > 0 && Arrays.binarySearch(known, item) < 0) {
        ranked[count++] = (long) ~Float.floatToIntBits(values[item]) << 32 | item;
      }
    }
    Arrays.sort(ranked, 0, count);
    int[] best = new int[Math.min(most, count)];
    for (int rank = 0; rank < best.length; rank++) {
      best[rank] = (int) ranked[rank];
    }
    return best;
  }

  public void clear() {
    for (int i = 0; i < size; i++) {
      values[touched[i]] = 0;
      seen[touched[i]] = false;
    }
    size = 0;
  }
}
