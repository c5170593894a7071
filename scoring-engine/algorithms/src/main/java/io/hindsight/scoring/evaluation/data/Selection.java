package io.hindsight.scoring.evaluation.data;

import io.hindsight.scoring.data.TimeDecay;
import io.hindsight.scoring.model.History;

/**
 * Which interactions count.
 *
 * @param positiveFrom interactions with a smaller value are left out as if they had not been; NaN
 *     takes all
 * @param leastOfItem items of fewer users are left out, first and once
 * @param leastOfUser users with fewer items are left out, afterwards and once
 * @param decay how weights fall with time
 * @param most what all interactions of a pair weigh at most together; reached at once where values
 *     are added up, after the last where types weigh
 */
public record Selection(
    double positiveFrom,
    Weighting weighting,
    int leastOfItem,
    int leastOfUser,
    TimeDecay decay,
    float most) {
  public static final Selection ALL = new Selection(Double.NaN, Weighting.ONE, 1, 1);

  /** Up to the largest weight that there is. */
  public Selection(
      double positiveFrom, Weighting weighting, int leastOfItem, int leastOfUser, TimeDecay decay) {
    this(positiveFrom, weighting, leastOfItem, leastOfUser, decay, History.MOST_WEIGHT);
  }

  /** Without decay. */
  public Selection(double positiveFrom, Weighting weighting, int leastOfItem, int leastOfUser) {
    this(positiveFrom, weighting, leastOfItem, leastOfUser, TimeDecay.NONE);
  }

  public Selection {
    if (Double.isInfinite(positiveFrom)) {
      throw new IllegalArgumentException("positiveFrom must be finite, was " + positiveFrom);
    }
    if (!(most > 0 && most <= History.MOST_WEIGHT)) {
      throw new IllegalArgumentException("a pair's most weight must be in (0, 1e30], was " + most);
    }
    if (weighting == Weighting.TYPE && !Double.isNaN(positiveFrom)) {
      throw new IllegalArgumentException(
          "where types weigh, what is a dislike is for the weights to say, not for positiveFrom");
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
