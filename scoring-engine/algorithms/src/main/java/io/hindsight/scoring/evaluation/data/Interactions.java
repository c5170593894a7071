package io.hindsight.scoring.evaluation.data;

import io.hindsight.scoring.data.TimeDecay;
import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Distinct pairs of users and items, user by user, and within a user in the order in which the
 * items were first met (CSR), beside what was done again with them. Users and items are numbered in
 * the order of their ids, so that the order of a file decides nothing but ties in time. Takes 17
 * bytes a pair, and 20 for each interaction after its first. Immutable.
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
  private final Repeats repeats;
  private final BitSet rated;
  private final Selection selection;
  private final boolean apart;
  private final boolean timed;
  private final boolean trainingTimed;

  Interactions(String[] users, ItemIndex items, Pairs pairs, Selection selection, boolean apart) {
    this.apart = apart;
    this.selection = selection;
    this.users = users;
    this.items = items;
    this.starts = pairs.starts();
    this.columns = pairs.columns();
    this.weights = pairs.weights();
    this.times = pairs.times();
    this.parts = pairs.parts();
    this.rated = pairs.rated();
    this.repeats = pairs.repeats();
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
  record Pairs(
      int[] starts,
      int[] columns,
      float[] weights,
      long[] times,
      byte[] parts,
      BitSet rated,
      Repeats repeats) {}

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

  /** What the first interaction of a pair weighs; see {@link Folding} for all of them. */
  public float firstWeight(int pair) {
    return weights[pair];
  }

  /** What several interactions of a pair come to. */
  public Weighting weighting() {
    return selection.weighting();
  }

  /** Whether a pair's first interaction is a rating, for which a later one counts instead. */
  public boolean firstRated(int pair) {
    return rated.get(pair);
  }

  /** Which interactions were taken, and how they add up. */
  public Selection selection() {
    return selection;
  }

  /** How weights fall with time, which is left to whoever knows what is newest. */
  public TimeDecay decay() {
    return selection.decay();
  }

  /** When the user first met the item, in milliseconds where weights decay. */
  public long firstTime(int pair) {
    return times[pair];
  }

  /** All interactions but the first of each pair. */
  public Repeats repeats() {
    return repeats;
  }

  /** Whether a test part was given, and be it an empty one. */
  public boolean testGiven() {
    return apart;
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
   * Only some pairs, no longer beside a test part; users and items that are left without one have
   * no number there.
   *
   * @param kept which pairs
   * @param repeatKept which of {@link #repeats()}; those of pairs that are not kept never are
   */
  public Interactions only(IntPredicate kept, IntPredicate repeatKept) {
    return Subset.of(this, kept, repeatKept, false);
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
