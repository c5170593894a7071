package io.hindsight.scoring.data;

import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;

/**
 * A sparse matrix of users by items, row by row (CSR), and its transpose; where they are known,
 * also when each pair came about. Rows are nobody in particular: they carry no id, so that nothing
 * a model keeps can name a person. Immutable.
 */
public final class TrainingData {
  private final ItemIndex items;
  private final Rows byUser;
  private final Rows byItem;
  private final long[] times;

  private TrainingData(ItemIndex items, Rows byUser, long[] times) {
    this.items = items;
    this.byUser = byUser;
    this.byItem = byUser.transposed(items.size());
    this.times = times;
  }

  /**
   * @param starts {@code users + 1} offsets into the other two, rising from 0
   * @param columns item numbers, rising within a row
   * @param weights one for each column, above 0 and at most {@link History#MOST_WEIGHT}
   * @throws IllegalArgumentException naming the first place where something else was found
   */
  public static TrainingData of(ItemIndex items, int[] starts, int[] columns, float[] weights) {
    return of(items, starts, columns, weights, new long[0]);
  }

  /**
   * As the other.
   *
   * @param times in milliseconds, one for each column; none where they are not known
   */
  public static TrainingData of(
      ItemIndex items, int[] starts, int[] columns, float[] weights, long[] times) {
    if (times.length != 0 && times.length != columns.length) {
      throw new IllegalArgumentException(columns.length + " columns, " + times.length + " times");
    }
    Rows rows = Rows.checked(starts, columns, weights, items.size());
    return new TrainingData(items, rows, times.clone());
  }

  public ItemIndex items() {
    return items;
  }

  public int users() {
    return byUser.count();
  }

  /** How many pairs of user and item there are. */
  public int pairs() {
    return byUser.starts[users()];
  }

  /** Whether it is known when each pair came about. */
  public boolean timed() {
    return times.length == pairs();
  }

  /**
   * When a user last met an item, in milliseconds; 0 where that is not known.
   *
   * @param at a place in {@link #byUser}
   */
  public long time(int at) {
    return times.length == 0 ? 0 : times[at];
  }

  /** For each user the items, rising. */
  public Rows byUser() {
    return byUser;
  }

  /** For each item the users, rising. */
  public Rows byItem() {
    return byItem;
  }

  /** Sparse rows. */
  public static final class Rows {
    private final int[] starts;
    private final int[] columns;
    private final float[] weights;

    private Rows(int[] starts, int[] columns, float[] weights) {
      this.starts = starts;
      this.columns = columns;
      this.weights = weights;
    }

    private static Rows checked(int[] starts, int[] columns, float[] weights, int items) {
      if (starts.length == 0 || starts[0] != 0) {
        throw new IllegalArgumentException("starts must begin with 0");
      }
      int pairs = starts[starts.length - 1];
      if (columns.length != pairs || weights.length != pairs) {
        throw new IllegalArgumentException(
            "%d pairs by starts, %d columns, %d weights"
                .formatted(pairs, columns.length, weights.length));
      }
      for (int user = 0; user + 1 < starts.length; user++) {
        if (starts[user + 1] < starts[user]) {
          throw new IllegalArgumentException("starts must not fall, do after user " + user);
        }
        for (int i = starts[user]; i < starts[user + 1]; i++) {
          checkPair(user, i, i > starts[user] ? columns[i - 1] : -1, columns[i], items, weights[i]);
        }
      }
      return new Rows(starts.clone(), columns.clone(), weights.clone());
    }

    private static void checkPair(
        int user, int pair, int before, int item, int items, float weight) {
      if (item < 0 || item >= items) {
        throw new IllegalArgumentException(
            "pair %d of user %d: item %d of %d".formatted(pair, user, item, items));
      }
      if (item <= before) {
        throw new IllegalArgumentException(
            "pair %d of user %d: item %d after item %d; items must rise, each once"
                .formatted(pair, user, item, before));
      }
      if (!(weight > 0 && weight <= History.MOST_WEIGHT)) {
        throw new IllegalArgumentException(
            "pair %d of user %d: the weight must be above 0 and at most 1e30, was %s"
                .formatted(pair, user, weight));
      }
    }

    private Rows transposed(int width) {
      int[] offsets = new int[width + 1];
      for (int column : columns) {
        offsets[column + 1]++;
      }
      for (int i = 0; i < width; i++) {
        offsets[i + 1] += offsets[i];
      }
      int[] next = Arrays.copyOf(offsets, width);
      int[] rows = new int[columns.length];
      float[] values = new float[columns.length];
      for (int row = 0; row < count(); row++) {
        for (int i = starts[row]; i < starts[row + 1]; i++) {
          int at = next[columns[i]]++;
          rows[at] = row;
          values[at] = weights[i];
        }
      }
      return new Rows(offsets, rows, values);
    }

    public int count() {
      return starts.length - 1;
    }

    /** Where a row's entries begin; {@code start(row + 1)} is where they end. */
    public int start(int row) {
      return starts[row];
    }

    public int column(int at) {
      return columns[at];
    }

    public float weight(int at) {
      return weights[at];
    }

    /** Whether a row has an entry for a column. */
    public boolean contains(int row, int column) {
      return Arrays.binarySearch(columns, starts[row], starts[row + 1], column) >= 0;
    }

    public int length(int row) {
      return starts[row + 1] - starts[row];
    }
  }
}
