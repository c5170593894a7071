package io.hindsight.scoring.slim;

import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.sparse.SparseRows;
import java.util.Arrays;

/**
 * Regresses one item after the other on all others. Weights are sought among a few items first,
 * then those join that would gain most, until nobody is left who would gain. One for each thread.
 */
final class CoordinateDescent {
  private static final int FIRST = 64;

  /** Passes over members of whom many are new: weights need not be right while others will join. */
  private static final int FEW = 8;

  private final SparseGram gram;
  private final SlimConfig config;
  private final WorkingSet members;

  /** By item, 0 for who is no member. */
  private final double[] weights;

  /** X_iᵀ·(X_j - X·w) for each item i: what is left to explain. */
  private final double[] left;

  /** Who can have a weight, {@link #size} of them. */
  private final int[] candidates;

  private int size;

  /** How often anybody has one of these. */
  private long owners;

  /** What is left of the item, by user. */
  private final double[] byUser;

  private final Rows byItem;
  private final long[] gains;

  CoordinateDescent(SparseGram gram, SlimConfig config) {
    this(gram, config, WorkingSet.MOST);
  }

  /**
   * @param most others that an item may have weights of
   */
  CoordinateDescent(SparseGram gram, SlimConfig config, int most) {
    this.gram = gram;
    this.config = config;
    byItem = gram.data().byItem();
    byUser = new double[gram.data().users()];
    members = new WorkingSet(gram, config, most);
    weights = new double[gram.size()];
    left = new double[gram.size()];
    candidates = new int[gram.size()];
    gains = new long[gram.size()];
  }

  void solve(int item, SparseRows into) {
    members.clear();
    leave(item);
    findCandidates(item);
    boolean settled = true;
    for (int round = 0; round < config.passes(); round++) {
      int before = members.size();
      admit();
      int joined = members.size() - before;
      if (joined == 0 && settled) {
        break;
      }
      members.join(left);
      settled = members.descend(FEW * joined > before ? FEW : config.passes());
      leave(item);
    }
    for (int at = 0; at < members.size(); at++) {
      candidates[at] = members.item(at);
      weights[members.item(at)] = members.weight(at);
    }
    into.putLargest(item, weights, candidates, members.size(), members.size());
  }

  /** Looks up who can have a weight at all, while nothing is explained yet. */
  private void findCandidates(int item) {
    size = 0;
    owners = 0;
    for (int other = 0; other < left.length; other++) {
      if (left[other] > config.l1() && other != item) {
        candidates[size++] = other;
        owners += byItem.length(other);
      }
    }
  }

  /** Computes what is left of an item, from the start: nothing adds up over the rounds. */
  private void leave(int item) {
    long byGram = 0;
    long byUsers = 0;
    for (int at = 0; at < members.size(); at++) {
      byGram += members.weight(at) > 0 ? gram.steps(members.item(at)) : 0;
      byUsers += members.weight(at) > 0 ? byItem.length(members.item(at)) : 0;
    }
    if (byGram > byUsers + owners) {
      leaveByUsers(item);
      return;
    }
    Arrays.fill(left, 0);
    gram.subtract(item, -1, left);
    for (int at = 0; at < members.size(); at++) {
      if (members.weight(at) > 0) {
        gram.subtract(members.item(at), members.weight(at), left);
      }
    }
  }

  /** As {@code Xᵀ·(X_j - X·w)}, of those only who can have a weight. */
  private void leaveByUsers(int item) {
    Arrays.fill(byUser, 0);
    addColumn(item, 1 / gram.unit());
    for (int at = 0; at < members.size(); at++) {
      if (members.weight(at) > 0) {
        addColumn(members.item(at), -members.weight(at) / gram.unit());
      }
    }
    for (int i = 0; i < size; i++) {
      int other = candidates[i];
      double sum = 0;
      for (int at = byItem.start(other); at < byItem.start(other + 1); at++) {
        sum = Math.fma(byItem.weight(at), byUser[byItem.column(at)], sum);
      }
      left[other] = sum;
    }
  }

  private void addColumn(int item, double weight) {
    for (int at = byItem.start(item); at < byItem.start(item + 1); at++) {
      int user = byItem.column(at);
      byUser[user] = Math.fma(weight, byItem.weight(at), byUser[user]);
    }
  }

  /** Lets those in that would lower the loss most, at most twice as many as there are. */
  private void admit() {
    double largest = members.largest();
    int count = 0;
    for (int i = 0; i < size; i++) {
      int other = candidates[i];
      double wanted = members.wanted(other, left[other]);
      if (wanted > 0 && !members.has(other) && !WorkingSet.settled(wanted, largest)) {
        float gain = (float) (wanted * (left[other] - config.l1()));
        gains[count++] = (long) ~Float.floatToIntBits(gain) << 32 | other;
      }
    }
    Arrays.sort(gains, 0, count);
    int most = Math.min(Math.max(FIRST, 2 * members.size()), members.room());
    for (int i = 0; i < Math.min(count, most); i++) {
      members.add((int) gains[i]);
    }
  }
}
