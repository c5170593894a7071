package io.hindsight.scoring.data;

import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;
import java.util.Collection;

/** Collects users one after the other. Not for several threads. */
public final class TrainingDataBuilder {
  private final ItemIndex items;
  private int[] starts = new int[1024];
  private int[] columns = new int[8192];
  private float[] weights = new float[8192];
  private int users;
  private int pairs;

  private TrainingDataBuilder(ItemIndex items) {
    this.items = items;
  }

  /**
   * @param items every item that will be named
   */
  public static TrainingDataBuilder over(Collection<String> items) {
    return new TrainingDataBuilder(ItemIndex.of(items));
  }

  public ItemIndex items() {
    return items;
  }

  /**
   * Adds a user. The same item twice counts with the sum of its weights; a user without items is
   * left out.
   *
   * @param items numbers of {@link #items()}, in any order
   */
  public TrainingDataBuilder user(int[] items, float[] weights) {
    if (items.length != weights.length) {
      throw new IllegalArgumentException(items.length + " items, " + weights.length + " weights");
    }
    if (items.length == 0) {
      return this;
    }
    long[] order = new long[items.length];
    for (int i = 0; i < items.length; i++) {
      order[i] = ((long) items[i] << 32) | i;
    }
    Arrays.sort(order);
    int first = pairs;
    for (long entry : order) {
      int item = (int) (entry >> 32);
      float weight = weights[(int) entry];
      if (pairs > first && columns[pairs - 1] == item) {
        this.weights[pairs - 1] += weight;
      } else {
        append(item, weight);
      }
    }
    users++;
    if (users == starts.length) {
      starts = Arrays.copyOf(starts, users * 2);
    }
    starts[users] = pairs;
    return this;
  }

  private void append(int item, float weight) {
    if (pairs == columns.length) {
      int room = Math.addExact(pairs, pairs / 2);
      columns = Arrays.copyOf(columns, room);
      weights = Arrays.copyOf(weights, room);
    }
    columns[pairs] = item;
    weights[pairs++] = weight;
  }

  public TrainingData build() {
    return TrainingData.of(
        items,
        Arrays.copyOf(starts, users + 1),
        Arrays.copyOf(columns, pairs),
        Arrays.copyOf(weights, pairs));
  }
}
