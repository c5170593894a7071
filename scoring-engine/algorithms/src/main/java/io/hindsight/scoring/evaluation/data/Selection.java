package io.hindsight.scoring.evaluation.data;

import io.hindsight.scoring.data.TimeDecay;

/**
 * Which interactions count.
 *
 * @param positiveFrom interactions with a smaller value are left out as if they had not been; NaN
 *     takes all
 * @param leastOfItem items of fewer users are left out, first and once
 * @param leastOfUser users with fewer items are left out, afterwards and once
 * @param decay how weights fall with time
 */
public record Selection(
    double positiveFrom, Weighting weighting, int leastOfItem, int leastOfUser, TimeDecay decay) {
  public static final Selection ALL = new Selection(Double.NaN, Weighting.ONE, 1, 1);

  /** Without decay. */
  public Selection(double positiveFrom, Weighting weighting, int leastOfItem, int leastOfUser) {
    this(positiveFrom, weighting, leastOfItem, leastOfUser, TimeDecay.NONE);
  }

  public Selection {
    if (Double.isInfinite(positiveFrom)) {
      throw new IllegalArgumentException("positiveFrom must be finite, was " + positiveFrom);
    }
    if (leastOfItem < 1 || leastOfUser < 1) {
      throw new IllegalArgumentException(
          "an item's least users and a user's least items must be at least 1, were "
              + leastOfItem
              + " and "
              + leastOfUser);
    }
  }
}
