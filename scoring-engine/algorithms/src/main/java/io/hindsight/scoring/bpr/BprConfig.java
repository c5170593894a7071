package io.hindsight.scoring.bpr;

/**
 * @param factors of each user and item, 1 to 2,048
 * @param learningRate length of a step, above 0
 * @param regularization λ, 0 or more
 * @param epochs over all pairs, 1 to 10,000
 * @param foldIn passes over a person's history, 1 to 1,000
 */
public record BprConfig(
    int factors, double learningRate, double regularization, int epochs, int foldIn) {
  public static final BprConfig DEFAULT = new BprConfig(64, 0.05, 0.01, 100, 30);

  public BprConfig {
    if (factors < 1 || factors > 2_048) {
      throw new IllegalArgumentException("factors must be in 1..2048, was " + factors);
    }
    if (!(learningRate > 0 && learningRate <= 10)) {
      throw new IllegalArgumentException(
          "learningRate must be above 0 and at most 10, was " + learningRate);
    }
    if (!(regularization >= 0 && regularization <= 10)) {
      throw new IllegalArgumentException("regularization must be in 0..10, was " + regularization);
    }
    if (epochs < 1 || epochs > 10_000) {
      throw new IllegalArgumentException("epochs must be in 1..10000, was " + epochs);
    }
    if (foldIn < 1 || foldIn > 1_000) {
      throw new IllegalArgumentException("foldIn must be in 1..1000, was " + foldIn);
    }
  }
}
