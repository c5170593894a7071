package io.hindsight.scoring.rerank;

import io.hindsight.scoring.model.History;

/** Of which kinds items are, as parts that add up to 1; an item of no kind has none. Immutable. */
public final class Mixtures {
  private final int kinds;
  private final int[][] ofItem;

  /**
   * @param ofItem the kinds of each item, each of which counts alike
   */
  public Mixtures(int kinds, int[][] ofItem) {
    this.kinds = kinds;
    this.ofItem = new int[ofItem.length][];
    for (int item = 0; item < ofItem.length; item++) {
      for (int kind : ofItem[item]) {
        if (kind < 0 || kind >= kinds) {
          throw new IllegalArgumentException("kind %d of item %d".formatted(kind, item));
        }
      }
      this.ofItem[item] = ofItem[item].clone();
    }
  }

  int kinds() {
    return kinds;
  }

  /** Of a history, which part is of each kind; all 0 where no item of it has a kind. */
  double[] shares(History history) {
    double[] shares = new double[kinds];
    double all = 0;
    for (int h = 0; h < history.size(); h++) {
      all += add(shares, history.items()[h], history.weights()[h]);
    }
    for (int kind = 0; kind < kinds && all > 0; kind++) {
      shares[kind] /= all;
    }
    return shares;
  }

  /** Adds a weight to the kinds of an item; returns how much it added. */
  double add(double[] sums, int item, double weight) {
    int[] own = ofItem[item];
    for (int kind : own) {
      sums[kind] += weight / own.length;
    }
    return own.length == 0 ? 0 : weight;
  }
}
