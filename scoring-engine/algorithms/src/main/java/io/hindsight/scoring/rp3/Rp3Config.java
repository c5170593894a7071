package io.hindsight.scoring.rp3;

/**
 * @param neighbours how many an item keeps, 1 to 10,000
 * @param alpha exponent of each step's probability, above 0
 * @param beta how much popular items are held back, 0 or more
 */
public record Rp3Config(int neighbours, double alpha, double beta) {
  public static final Rp3Config DEFAULT = new Rp3Config(200, 1, 0.6);

  public Rp3Config {
    if (neighbours < 1 || neighbours > 10_000) {
      throw new IllegalArgumentException("neighbours must be in 1..10000, was " + neighbours);
    }
    if (!(alpha > 0 && alpha <= 4)) {
      throw new IllegalArgumentException("alpha must be above 0 and at most 4, was " + alpha);
    }
    if (!(beta >= 0 && beta <= 4)) {
      throw new IllegalArgumentException("beta must be in 0..4, was " + beta);
    }
  }
}
