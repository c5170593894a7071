package io.hindsight.scoring.als;

import io.hindsight.scoring.data.TrainingData;

/**
 * @param factors of each user and item, 1 to 2,048
 * @param regularization λ, above 0
 * @param alpha0 weight of what was not observed, 0 or more; {@link #BY_DENSITY} for what suits the
 *     data
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
  /** An {@link #alpha0} that is found for the data, see {@link #on}. */
  public static final double BY_DENSITY = -1;

  public static final AlsConfig DEFAULT = new AlsConfig(64, 0.01, BY_DENSITY, 1, 0.1, 16, 0);

  private static final double MOST_BY_DENSITY = 0.3;

  /** How much all that was not observed may weigh, measured by all that was. */
  private static final double UNSEEN_BY_SEEN = 20;

  public AlsConfig {
    if (factors < 1 || factors > 2_048) {
      throw new IllegalArgumentException("factors must be in 1..2048, was " + factors);
    }
    require("regularization", regularization > 0 && regularization <= 1e6, regularization);
    require("alpha0", alpha0 == BY_DENSITY || (alpha0 >= 0 && alpha0 <= 1e6), alpha0);
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

  /**
   * These settings with an {@code alpha0}: 0.3, or where pairs are so few among all possible ones
   * that this would drown them, 20 times their share. Both the weight of what was not observed and
   * the regularisation that grows with it would draw every vector to 0 otherwise.
   */
  AlsConfig on(TrainingData data) {
    if (alpha0 != BY_DENSITY) {
      return this;
    }
    double all = Math.max(1, (double) data.users() * data.items().size());
    double share = data.pairs() == 0 ? 1 : data.pairs() / all;
    double found = Math.min(MOST_BY_DENSITY, UNSEEN_BY_SEEN * share);
    return new AlsConfig(factors, regularization, found, exponent, deviation, sweeps, block);
  }

  Objective objective() {
    return new Objective(regularization, alpha0, exponent);
  }
}
