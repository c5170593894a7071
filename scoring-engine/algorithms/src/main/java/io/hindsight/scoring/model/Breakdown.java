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
}
