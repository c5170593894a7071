package io.hindsight.scoring.evaluation.data;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What users did once more with items that they had met before, user by user, and within a user in
 * the order of time. Takes 20 bytes each, and 4 a user. Immutable.
 */
public final class Repeats {
  private final int[] starts;
  private final int[] pairs;
  private final int[] met;
  private final float[] weights;
  private final long[] times;
  private final BitSet rated;

  private Repeats(Builder built) {
    starts = Arrays.copyOf(built.starts, built.users + 1);
    pairs = Arrays.copyOf(built.pairs, built.size);
    met = Arrays.copyOf(built.met, built.size);
    weights = Arrays.copyOf(built.weights, built.size);
    times = Arrays.copyOf(built.times, built.size);
    rated = built.rated;
  }

  public int size() {
    return pairs.length;
  }

  /** Where a user's begin; {@code start(user + 1)} is where they end. */
  public int start(int user) {
    return starts[user];
  }

  /** Which of the {@link Interactions} it repeats. */
  public int pair(int repeat) {
    return pairs[repeat];
  }

  public float weight(int repeat) {
    return weights[repeat];
  }

  /** Whether it counts instead of the pair's ratings before. */
  public boolean rated(int repeat) {
    return rated.get(repeat);
  }

  public long time(int repeat) {
    return times[repeat];
  }

  /** Whether it came before the user first met the item of another pair of theirs. */
  public boolean before(int repeat, int pair) {
    return met[repeat] <= pair;
  }

  /** The first of the user's pairs that was not met yet. */
  int met(int repeat) {
    return met[repeat];
  }

  /** Not for several threads. */
  static final class Builder {
    private int[] starts = new int[1024];
    private int[] pairs = new int[16];
    private int[] met = new int[16];
    private float[] weights = new float[16];
    private long[] times = new long[16];
    private final BitSet rated = new BitSet();
    private int users;
    private int size;

    void add(int pair, int firstNotMet, float weight, long time, boolean isRating) {
      if (size == pairs.length) {
        int room = Math.addExact(size, size / 2);
        pairs = Arrays.copyOf(pairs, room);
        met = Arrays.copyOf(met, room);
        weights = Arrays.copyOf(weights, room);
        times = Arrays.copyOf(times, room);
      }
      pairs[size] = pair;
      met[size] = firstNotMet;
      weights[size] = weight;
      rated.set(size, isRating);
      times[size++] = time;
    }

    void endUser() {
      users++;
      if (users == starts.length) {
        starts = Arrays.copyOf(starts, users * 2);
      }
      starts[users] = size;
    }

    Repeats build() {
      return new Repeats(this);
    }
  }
}
