package io.hindsight.scoring.slim;

import java.util.Arrays;

/**
 * The few items that one item's weights are sought among, with their part of the Gram matrix side
 * by side: a step costs as many operations as there are members, not items. For one thread.
 */
final class WorkingSet {
  /** At 4 bytes a pair of members, 256 MiB a thread. */
  static final int MOST = 8_192;

  private static final double TOLERANCE = 1e-4;

  /** Of the tolerance. */
  private static final double SKIPPED = 0.25;

  private final SparseGram gram;
  private final double l1;
  private final double l2;
  private final int most;

  /** Where an item is among the members; -1 where it is none. */
  private final int[] places;

  private int size;

  /** Of the members, those whose products are there. */
  private int joined;

  private int[] items = new int[0];
  private double[] weights = new double[0];

  /** X_iᵀ·(X_j - X·w) of each member: what is left to explain. */
  private double[] rest = new double[0];

  /** {@code size × size}. */
  private float[][] products = new float[0][];

  /**
   * @param most members, at least 1
   */
  WorkingSet(SparseGram gram, SlimConfig config, int most) {
    this.gram = gram;
    this.most = most;
    this.l1 = config.l1();
    this.l2 = config.l2();
    this.places = new int[gram.size()];
    Arrays.fill(places, -1);
  }

  void clear() {
    for (int at = 0; at < size; at++) {
      places[items[at]] = -1;
    }
    size = 0;
    joined = 0;
  }

  int size() {
    return size;
  }

  int item(int at) {
    return items[at];
  }

  double weight(int at) {
    return weights[at];
  }

  boolean has(int item) {
    return places[item] >= 0;
  }

  double largest() {
    double largest = 0;
    for (int at = 0; at < size; at++) {
      largest = Math.max(largest, weights[at]);
    }
    return largest;
  }

  /** How much more of a weight an item wants that has none. */
  double wanted(int item, double left) {
    return (left - l1) / (gram.square(item) + l2);
  }

  /** Whether a weight would be too small to look for, beside the largest. */
  static boolean settled(double step, double largest) {
    return step <= TOLERANCE * largest;
  }

  /** How many more may be added. */
  int room() {
    return most - size;
  }

  /** With no weight yet, where there is room; {@link #join} has to follow. */
  void add(int item) {
    if (size == items.length) {
      int more = Math.min(most, Math.max(64, 2 * size));
      items = Arrays.copyOf(items, more);
      weights = Arrays.copyOf(weights, more);
      rest = Arrays.copyOf(rest, more);
      float[][] wider = new float[more][more];
      for (int at = 0; at < joined; at++) {
        System.arraycopy(products[at], 0, wider[at], 0, joined);
      }
      products = wider;
    }
    places[item] = size;
    items[size] = item;
    weights[size++] = 0;
  }

  /** Looks up the new members' products, and what is left to explain of all. */
  void join(double[] left) {
    for (int at = joined; at < size; at++) {
      gram.pick(items[at], items, size, places, products[at]);
    }
    for (int old = 0; old < joined; old++) {
      for (int at = joined; at < size; at++) {
        products[old][at] = products[at][old];
      }
    }
    joined = size;
    for (int at = 0; at < size; at++) {
      rest[at] = left[items[at]];
    }
  }

  /**
   * Moves each weight to its best, one after the other, that often or until none moves far.
   *
   * @return whether none does any more
   */
  boolean descend(int passes) {
    double largest = largest();
    for (int pass = 0; pass < passes; pass++) {
      double farthest = pass(SKIPPED * TOLERANCE * largest);
      largest = largest();
      if (settled(farthest, largest)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the farthest that a weight moved. A step too small to matter waits until it is not. */
  private double pass(double least) {
    double farthest = 0;
    for (int at = 0; at < size; at++) {
      double square = gram.square(items[at]);
      double pull = rest[at] + square * weights[at] - l1;
      double weight = Math.max(0, pull) / (square + l2);
      double step = weight - weights[at];
      if (Math.abs(step) > least) {
        weights[at] = weight;
        subtract(products[at], step);
        farthest = Math.max(farthest, Math.abs(step));
      }
    }
    return farthest;
  }

  private void subtract(float[] row, double step) {
    double[] all = rest;
    for (int i = 0; i < size; i++) {
      all[i] = Math.fma(-step, row[i], all[i]);
    }
  }
}
