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
  private final byte[] parts;
  private final TimeDecay decay;
  private final boolean timed;
  private final boolean trainingTimed;

  Interactions(String[] users, ItemIndex items, Pairs pairs, TimeDecay decay) {
    this.decay = decay;
    this.users = users;
    this.items = items;
    this.starts = pairs.starts();
    this.columns = pairs.columns();
    this.weights = pairs.weights();
    this.times = pairs.times();
    this.parts = pairs.parts();
    this.trainingTimed = allTimed(false);
    this.timed = allTimed(true);
  }

  private boolean allTimed(boolean testToo) {
    int counted = 0;
    for (int pair = 0; pair < times.length; pair++) {
      if (testToo || parts[pair] != Parts.TEST) {
        if (times[pair] == NO_TIME) {
          return false;
        }
        counted++;
      }
    }
    return counted > 0;
  }

  /** The arrays of all pairs, handed over. */
  @SuppressWarnings("ArrayRecordComponent") // a parameter object, never compared
  record Pairs(int[] starts, int[] columns, float[] weights, long[] times, byte[] parts) {}

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
    return parts[pair] == Parts.TEST;
  }

  /** Whether the pair came in both parts: it is learned from and not tested on. */
  public boolean givenTwice(int pair) {
    return parts[pair] == Parts.BOTH;
  }

  byte part(int pair) {
    return parts[pair];
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

  /** Whether every pair has a time that was not given to be tested on. */
  public boolean trainingTimed() {
    return trainingTimed;
  }
}
