package io.hindsight.scoring.model;

/**
 * What scores are made of: {@code score(item) = everybody + Σ of the history's entries}, but for
 * rounding.
 *
 * @param everybody for each item asked for, what it has whoever asks
 * @param history for each item asked for, what each entry of the history added to it or, below 0,
 *     took from it; the item's own entry included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Breakdown(float[] everybody, float[][] history) {

  /**
   * With nothing in it.
   *
   * @param items how many are asked for
   * @param entries how many the history has
   */
  public static Breakdown of(int items, int entries) {
    return new Breakdown(new float[items], new float[items][entries]);
  }

  /** What an item of the history says about another one. */
  @FunctionalInterface
  public interface PairWeight {
    float of(int met, int item);
  }

  /** Of scores that are {@code Σ weight · w(met, item)} over the history, as item-item models'. */
  public static Breakdown linear(History history, int[] items, PairWeight weight) {
    Breakdown parts = of(items.length, history.size());
    for (int i = 0; i < items.length; i++) {
      for (int h = 0; h < history.size(); h++) {
        parts.history[i][h] = history.weights()[h] * weight.of(history.items()[h], items[i]);
      }
    }
    return parts;
  }
}
