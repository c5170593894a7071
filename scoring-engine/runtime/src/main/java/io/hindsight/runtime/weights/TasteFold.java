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
 */
public final class TasteFold {
  private final WeightTable weights;
  private int[] table = new int[64];
  private int[] items = new int[32];
  private float[] sums = new float[32];
  private float[] ratings = new float[32];
  private boolean[] dismissed = new boolean[32];
  private boolean[] disliked = new boolean[32];
  private int size;

  public TasteFold(WeightTable weights) {
    this.weights = weights;
  }

  /** Takes the next interaction, in the order of the log. */
  public void add(int item, InteractionType type, float value) {
    int slot = slotOf(item);
    switch (type) {
      case RATING -> {
        ratings[slot] = weights.weight(type, value);
        disliked[slot] = weights.isDislike(type, value);
      }
      case DISMISS -> dismissed[slot] = true;
      case VIEW, CLICK, LIKE, SHARE, ADD_TO_CART, PURCHASE, DWELL, SEARCH_CLICK ->
          sums[slot] += weights.weight(type, value);
    }
  }

  /** The items that the person is drawn to, in the order in which they were first met. */
  public History history() {
    float cap = weights.cap();
    int[] kept = new int[size];
    float[] weight = new float[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      float sum = Math.min(cap, sums[i] + ratings[i]);
      if (sum > 0 && !dismissed[i] && !disliked[i]) {
        kept[count] = items[i];
        weight[count++] = sum;
      }
    }
    return new History(Arrays.copyOf(kept, count), Arrays.copyOf(weight, count));
  }

  /** Ready for another person. */
  public void clear() {
    Arrays.fill(table, 0);
    Arrays.fill(sums, 0, size, 0);
    Arrays.fill(ratings, 0, size, 0);
    Arrays.fill(dismissed, 0, size, false);
    Arrays.fill(disliked, 0, size, false);
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
