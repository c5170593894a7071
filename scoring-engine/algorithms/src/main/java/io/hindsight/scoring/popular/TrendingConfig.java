package io.hindsight.scoring.popular;

/**
 * @param halfLife hours after which an interaction counts half as much, above 0, at most 1e6
 */
public record TrendingConfig(double halfLife) {
  public static final TrendingConfig DEFAULT = new TrendingConfig(48);

  public TrendingConfig {
    if (!(halfLife > 0 && halfLife <= 1e6)) {
      throw new IllegalArgumentException(
          "halfLife must be above 0 and at most 1e6 hours, was " + halfLife);
    }
  }
}
