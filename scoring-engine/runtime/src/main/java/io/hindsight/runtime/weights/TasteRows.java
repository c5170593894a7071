package io.hindsight.runtime.weights;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.scoring.evaluation.data.InteractionsBuilder;
import io.hindsight.scoring.evaluation.data.Saying;

/**
 * Hands interactions of a file to an evaluation, so that it makes of them what {@link TasteFold}
 * makes of the log: the same items, weights and times. One difference is left: what was done with
 * an item that ends disliked dates nothing here, where with a decay it may be the newest there.
 */
public final class TasteRows {
  private final WeightTable weights;
  private final InteractionsBuilder to;

  public TasteRows(WeightTable weights, InteractionsBuilder to) {
    this.weights = weights;
    this.to = to;
  }

  /**
   * @param value of a rating, seconds of a dwell; of no matter for other types
   * @param time in milliseconds
   */
  public void add(String user, String item, InteractionType type, float value, long time) {
    to.add(user, item, saying(type, value), weights.weight(type, value), time);
  }

  private Saying saying(InteractionType type, float value) {
    return switch (type) {
      case DISMISS -> Saying.DISMISSED;
      case RATING -> weights.isDislike(type, value) ? Saying.DISLIKED : Saying.RATED;
      case VIEW, CLICK, LIKE, SHARE, ADD_TO_CART, PURCHASE, DWELL, SEARCH_CLICK -> Saying.MORE;
    };
  }
}
