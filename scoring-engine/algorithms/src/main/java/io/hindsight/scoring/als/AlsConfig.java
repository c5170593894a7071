package io.hindsight.scoring.als;

/**
 * @param factors of each user and item, 1 to 2,048
 * @param regularization λ, above 0
 * @param alpha0 weight of what was not observed, 0 or more
 * @param exponent ν: how regularisation grows with the number of observations
 * @param deviation of an item's initial vector, above 0
 * @param sweeps over all users and items, 1 to 1,000
 * @param block factors that are solved at a time; 0 for all
 */
public record AlsConfig(
    int factors,
    double regularization,
    double alpha0,
    double exponent,
    double deviation,
    int sweeps,
    int block) {
  public static final AlsConfig DEFAULT = new AlsConfig(64, 0.01, 0.3, 1, 0.1, 16, 0);

  public AlsConfig {
    if (factors < 1 || factors > 2_048) {
      throw new IllegalArgumentException("factors must be in 1..2048, was " + factors);
    }
    require("regularization", regularization > 0 && regularization <= 1e6, regularization);
    require("alpha0", alpha0 >= 0 && alpha0 <= 1e6, alpha0);
    require("exponent", exponent >= 0 && exponent <= 4, exponent);
    require("deviation", deviation > 0 && deviation <= 1e3, deviation);
    if (sweeps < 1 || sweeps > 1_000) {
      throw new IllegalArgumentException("sweeps must be in 1..1000, was " + sweeps);
    }
    if (block < 0 || block > 2_048) {
      throw new IllegalArgumentException("block must be in 0..2048, was " + block);
    }
  }

  private static void require(String name, boolean holds, double was) {
    if (!holds) {
      String range =
          switch (name) {
            case "alpha0" -> "in 0..1e6";
            case "exponent" -> "in 0..4";
            case "deviation" -> "above 0 and at most 1000";
            default -> "above 0 and at most 1e6";
          };
      throw new IllegalArgumentException(name + " must be " + range + ", was " + was);
    }
  }

  Objective objective() {
    return new Objective(regularization, alpha0, exponent);
  }
}
