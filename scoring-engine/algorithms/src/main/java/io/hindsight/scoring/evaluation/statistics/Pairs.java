package io.hindsight.scoring.evaluation.statistics;

import java.util.Arrays;

/** What hangs on two people together, for those pairs of which something does. Immutable. */
public final class Pairs {
  public static final Pairs NONE = new Pairs(new long[0], new double[0]);

  private final long[] keys;
  private final double[] shares;

  private Pairs(long[] keys, double[] shares) {
    this.keys = keys;
    this.shares = shares;
  }

  /** A key of two people by number. */
  public static long key(int one, int other) {
    return (long) Math.min(one, other) << 32 | Math.max(one, other);
  }

  /**
   * @param keys a pair as often as there is something that hangs on it; sorted by this
   * @param share of each of them
   */
  public static Pairs counted(long[] keys, double share) {
    Arrays.sort(keys);
    long[] distinct = new long[keys.length];
    double[] shares = new double[keys.length];
    int size = 0;
    for (int i = 0; i < keys.length; i++) {
      size += i == 0 || keys[i] != keys[i - 1] ? 1 : 0;
      distinct[size - 1] = keys[i];
      shares[size - 1] += share;
    }
    return new Pairs(Arrays.copyOf(distinct, size), Arrays.copyOf(shares, size));
  }

  Pairs plus(Pairs other, double factor) {
    long[] all = new long[keys.length + other.keys.length];
    double[] sums = new double[all.length];
    int size = 0;
    for (int i = 0, j = 0; i < keys.length || j < other.keys.length; size++) {
      long mine = i < keys.length ? keys[i] : Long.MAX_VALUE;
      long theirs = j < other.keys.length ? other.keys[j] : Long.MAX_VALUE;
      all[size] = Math.min(mine, theirs);
      sums[size] += mine <= theirs ? shares[i++] : 0;
      sums[size] += theirs <= mine ? factor * other.shares[j++] : 0;
    }
    return new Pairs(Arrays.copyOf(all, size), Arrays.copyOf(sums, size));
  }

  /** What hangs on each pair in either. */
  public Pairs plus(Pairs other) {
    return plus(other, 1);
  }

  Pairs times(double factor) {
    return NONE.plus(this, factor);
  }

  double squares() {
    double sum = 0;
    for (double share : shares) {
      sum += share * share;
    }
    return sum;
  }
}
