package io.hindsight.scoring.rerank;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** What a merchant wants of a list. */
public sealed interface BusinessRule {

  /**
   * An item in one place of every list, whether or not a model scored it.
   *
   * @param place from 0
   */
  record Pin(int item, int place) implements BusinessRule {
    public Pin {
      if (place < 0 || place >= 1_000) {
        throw new IllegalArgumentException("a pin's place must be in 0..999, was " + place);
      }
    }
  }

  /**
   * Some items' scores multiplied: above 1 to bring them forward, below to hold them back.
   *
   * @param factor above 0
   */
  record Boost(IntPredicate items, double factor) implements BusinessRule {
    public Boost {
      if (!(factor > 0 && factor <= 1e6)) {
        throw new IllegalArgumentException(
            "a boost's factor must be above 0 and at most 1e6, was " + factor);
      }
    }
  }

  /** Some items behind all others. */
  record Bury(IntPredicate items) implements BusinessRule {}

  /** Some items not at all, not even where they are pinned. */
  record Exclude(IntPredicate items) implements BusinessRule {

    /**
     * Whatever costs less or more than this, or whose price is not known.
     *
     * @param prices by item; NaN where not known
     */
    public static Exclude pricedOutside(double[] prices, double least, double most) {
      if (!(least <= most)) {
        throw new IllegalArgumentException("a price range from " + least + " to " + most);
      }
      return new Exclude(item -> !(prices[item] >= least && prices[item] <= most));
    }

    /**
     * Whatever is not offered at a moment.
     *
     * @param from by item, in milliseconds; the first at which it is offered
     * @param until the first at which it is no longer
     */
    public static Exclude unavailable(long[] from, long[] until, long now) {
      return new Exclude(item -> now < from[item] || now >= until[item]);
    }
  }

  /**
   * So many items of one group at most, such as of a category or brand; pinned ones count.
   *
   * @param groupOf an item; negative for none, which is not limited
   * @param most at least 1
   */
  record Cap(IntUnaryOperator groupOf, int most) implements BusinessRule {
    public Cap {
      if (most < 1) {
        throw new IllegalArgumentException("a cap must be at least 1, was " + most);
      }
    }
  }
}
