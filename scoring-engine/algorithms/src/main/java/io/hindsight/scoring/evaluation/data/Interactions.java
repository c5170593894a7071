package io.hindsight.scoring.evaluation.data;

import io.hindsight.scoring.data.TimeDecay;
import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;

/**
 * Distinct pairs of users and items, user by user, and within a user in the order of time (CSR).
 * Users and items are numbered in the order of their ids, so that the order of a file decides
 * nothing but ties in time. Takes 17 bytes a pair. Immutable.
 */
public final class Interactions {
  /** The time of a pair that has none. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private final String[] users;
  private final ItemIndex items;
  private final int[] starts;
  private final int[] columns;
  private final float[] weights;
  private final long[] times;
  private final boolean[] test;
  private final TimeDecay decay;
  private final boolean timed;

  Interactions(String[] users, ItemIndex items, Pairs pairs, TimeDecay decay) {
    this.decay = decay;
    boolean all = pairs.times().length > 0;
    for (long time : pairs.times()) {
      all &= time != NO_TIME;
    }
    this.timed = all;
    this.users = users;
    this.items = items;
    this.starts = pairs.starts();
    this.columns = pairs.columns();
    this.weights = pairs.weights();
    this.times = pairs.times();
    this.test = pairs.test();
  }

  /** The arrays of all pairs, handed over. */
  @SuppressWarnings("ArrayRecordComponent") // a parameter object, never compared
  record Pairs(int[] starts, int[] columns, float[] weights, long[] times, boolean[] test) {}

  public int users() {
    return users.length;
  }

  public String user(int user) {
    return users[user];
  }

  /** Negative for an id that is not there. */
  public int userOf(String id) {
    return Arrays.binarySearch(users, id);
  }

  public ItemIndex items() {
    return items;
  }

  public int pairs() {
    return columns.length;
  }

  /** Where a user's pairs begin; {@code start(user + 1)} is where they end. */
  public int start(int user) {
    return starts[user];
  }

  public int item(int pair) {
    return columns[pair];
  }

  public float weight(int pair) {
    return weights[pair];
  }

  /** How weights fall with time, which is left to whoever knows what is newest. */
  public TimeDecay decay() {
    return decay;
  }

  /** When the user first met the item, in milliseconds where weights decay. */
  public long time(int pair) {
    return times[pair];
  }

  /** Whether the pair came apart from the training pairs, to be tested on. */
  public boolean givenAsTest(int pair) {
    return test[pair];
  }

  /**
   * Only some pairs; users and items that are left without one have no number there.
   *
   * @param kept one for each pair
   */
  public Interactions only(boolean[] kept) {
    if (kept.length != pairs()) {
      throw new IllegalArgumentException(kept.length + " marks for " + pairs() + " pairs");
    }
    return Subset.of(this, kept);
  }

  /** Whether every pair has a time. */
  public boolean timed() {
    return timed;
  }
}
