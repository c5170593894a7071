package io.hindsight.runtime.weights;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.scoring.model.History;
import java.util.Arrays;

/**
 * Adds one person's interactions up to a weight for each item. Training and serving both use it, so
 * that a model meets at serving what it was trained on.
 *
 * <p>The weights of an item's interactions add up, to at most twice the table's largest one. Of
 * several ratings the last counts. An item that was dismissed, or whose last rating is a dislike,
 * is left out.
 *
 * <p>Where the table decays, an interaction one half-life older than the newest counts half as
 * much, a rating too. The newest of those that weigh something, that is: of all training data in
 * training, and the person's own when they are served: so a model learns less from what was long
 * ago, and whoever comes back after long finds their tastes as they were. The present time plays no
 * part: what is made of a person changes only when they do something. What weighs nothing does not
 * tell when an item was last met, either: it is as if it had not been.
 */
public final class TasteFold {
  private final WeightTable weights;
  private int[] table = new int[64];
  private int[] items = new int[32];
  private float[] sums = new float[32];
  private float[] ratings = new float[32];
  private boolean[] dismissed = new boolean[32];
  private boolean[] disliked = new boolean[32];
  private long[] times = new long[32];
  private long newest = Long.MAX_VALUE;
  private int size;

  public TasteFold(WeightTable weights) {
    this.weights = weights;
    Arrays.fill(times, Long.MIN_VALUE);
  }

  /**
   * What weights decay against.
   *
   * @param newest when the newest interaction of all that follow happened, in milliseconds
   */
  public TasteFold until(long newest) {
    this.newest = newest;
    return this;
  }

  /** Whether {@link #until} is needed. */
  public boolean decays() {
    return weights.decay().decays();
  }

  /**
   * Takes the next interaction, in the order of the log.
   *
   * @param occurredAt in milliseconds
   */
  public void add(int item, InteractionType type, float value, long occurredAt) {
    int slot = slotOf(item);
    if (weights.counts(type, value)) {
      times[slot] = Math.max(times[slot], occurredAt);
    }
    float left = decays() ? weights.decay().left(occurredAt, newest) : 1;
    switch (type) {
      case RATING -> {
        ratings[slot] = left * weights.weight(type, value);
        disliked[slot] = weights.isDislike(type, value);
      }
      case DISMISS -> dismissed[slot] = true;
      case VIEW, CLICK, LIKE, SHARE, ADD_TO_CART, PURCHASE, DWELL, SEARCH_CLICK ->
          sums[slot] += left * weights.weight(type, value);
    }
  }

  /** The items that the person is drawn to, in the order in which they were first met. */
  public History history() {
    float cap = weights.cap();
    int[] kept = new int[size];
    float[] weight = new float[size];
    long[] time = new long[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      float sum = Math.min(cap, sums[i] + ratings[i]);
      if (sum > 0 && !dismissed[i] && !disliked[i]) {
        kept[count] = items[i];
        time[count] = times[i];
        weight[count++] = sum;
      }
    }
    return new History(
        Arrays.copyOf(kept, count), Arrays.copyOf(weight, count), Arrays.copyOf(time, count));
  }

  /** Ready for another person. */
  public void clear() {
    Arrays.fill(table, 0);
    Arrays.fill(sums, 0, size, 0);
    Arrays.fill(ratings, 0, size, 0);
    Arrays.fill(dismissed, 0, size, false);
    Arrays.fill(disliked, 0, size, false);
    Arrays.fill(times, 0, size, Long.MIN_VALUE);
    size = 0;
  }

  private int slotOf(int item) {
    int mask = table.length - 1;
    int at = spread(item) & mask;
    while (table[at] != 0) {
      int slot = table[at] - 1;
      if (items[slot] == item) {
        return slot;
      }
      at = (at + 1) & mask;
    }
    if (size == items.length) {
      grow();
      return slotOf(item);
    }
    items[size] = item;
    table[at] = size + 1;
    return size++;
  }

  private void grow() {
    int room = items.length * 2;
    items = Arrays.copyOf(items, room);
    sums = Arrays.copyOf(sums, room);
    ratings = Arrays.copyOf(ratings, room);
    dismissed = Arrays.copyOf(dismissed, room);
    disliked = Arrays.copyOf(disliked, room);
    times = Arrays.copyOf(times, room);
    Arrays.fill(times, size, room, Long.MIN_VALUE);
    table = new int[room * 2];
    int mask = table.length - 1;
    for (int slot = 0; slot < size; slot++) {
      int at = spread(items[slot]) & mask;
      while (table[at] != 0) {
        at = (at + 1) & mask;
      }
      table[at] = slot + 1;
    }
  }

  private static int spread(int item) {
    int mixed = item * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }
}
