package io.hindsight.runtime.serving;

/** Items with a score and their order. Immutable. */
public final class RankedScores {
  public static final RankedScores EMPTY = new RankedScores(new int[0], new float[0]);

  private final int[] order;
  private final float[] scores;

  /**
   * @param order the items whose score is not zero, best first, ties by item id; not copied
   * @param scores by item; not copied
   */
  public RankedScores(int[] order, float[] scores) {
    this.order = order;
    this.scores = scores;
  }

  /** How many items have a score. */
  public int size() {
    return order.length;
  }

  /** The item at a rank, from 0. */
  public int item(int rank) {
    return order[rank];
  }

  /** 0 for items without a score, and for those that came later. */
  public float score(int item) {
    return item < scores.length ? scores[item] : 0;
  }

  /** The items with a score, best first: a copy. */
  public int[] order() {
    return order.clone();
  }
}
