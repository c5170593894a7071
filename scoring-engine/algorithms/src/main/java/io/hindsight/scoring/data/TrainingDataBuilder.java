package io.hindsight.scoring.data;

import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;
import java.util.Collection;

/** Collects users one after the other, all with times or all without. Not for several threads. */
public final class TrainingDataBuilder {
  private final ItemIndex items;
  private int[] starts = new int[1024];
  private int[] columns = new int[8192];
  private float[] weights = new float[8192];
  private long[] times = new long[0];
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
   * @param weights one for each item, above 0 and at most {@link History#MOST_WEIGHT}
   * @throws IllegalArgumentException naming the first that is anything else
   */
  public TrainingDataBuilder user(int[] items, float[] weights) {
    return user(items, weights, new long[0]);
  }

  /**
   * As the other. The same item twice counts at its latest time.
   *
   * @param times in milliseconds, one for each item; none where they are not known
   */
  public TrainingDataBuilder user(int[] items, float[] weights, long[] times) {
    if (items.length != weights.length) {
      throw new IllegalArgumentException(items.length + " items, " + weights.length + " weights");
    }
    if (items.length == 0) {
      return this;
    }
    requirePairs(items, weights);
    requireTimes(items.length, times.length);
    long[] order = new long[items.length];
    for (int i = 0; i < items.length; i++) {
      order[i] = ((long) items[i] << 32) | i;
    }
    Arrays.sort(order);
    int first = pairs;
    for (long entry : order) {
      int item = (int) (entry >> 32);
      float weight = weights[(int) entry];
      long time = times.length == 0 ? 0 : times[(int) entry];
      if (pairs > first && columns[pairs - 1] == item) {
        this.weights[pairs - 1] += weight;
        if (times.length > 0) {
          this.times[pairs - 1] = Math.max(this.times[pairs - 1], time);
        }
      } else {
        append(item, weight, time);
      }
    }
    users++;
    if (users == starts.length) {
      starts = Arrays.copyOf(starts, users * 2);
    }
    starts[users] = pairs;
    return this;
  }

  /** Here, before a sum of weights could hide one. */
  private void requirePairs(int[] items, float[] weights) {
    for (int i = 0; i < items.length; i++) {
      if (items[i] < 0 || items[i] >= this.items.size()) {
        throw new IllegalArgumentException(
            "entry %d of user %d is item %d of %d: every id has to be named before"
                .formatted(i, users, items[i], this.items.size()));
      }
      if (!(weights[i] > 0 && weights[i] <= History.MOST_WEIGHT)) {
        throw new IllegalArgumentException(
            "the weight of user %d and item %s must be above 0 and at most 1e30, was %s"
                .formatted(users, this.items.id(items[i]), weights[i]));
      }
    }
  }

  private void requireTimes(int count, int given) {
    if (given != 0 && given != count) {
      throw new IllegalArgumentException(count + " items, " + given + " times");
    }
    if (pairs == 0) {
      times = new long[given == 0 ? 0 : columns.length];
    } else if (times.length == 0 != (given == 0)) {
      throw new IllegalArgumentException("times of some users, but not of all");
    }
  }

  private void append(int item, float weight, long time) {
    if (pairs == columns.length) {
      int room = Math.addExact(pairs, pairs / 2);
      columns = Arrays.copyOf(columns, room);
      weights = Arrays.copyOf(weights, room);
      times = Arrays.copyOf(times, times.length == 0 ? 0 : room);
    }
    if (times.length > 0) {
      times[pairs] = time;
    }
    columns[pairs] = item;
    weights[pairs++] = weight;
  }

  public TrainingData build() {
    return TrainingData.of(
        items,
        Arrays.copyOf(starts, users + 1),
        Arrays.copyOf(columns, pairs),
        Arrays.copyOf(weights, pairs),
        Arrays.copyOf(times, times.length == 0 ? 0 : pairs));
  }
}
