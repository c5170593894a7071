package io.hindsight.scoring.evaluation.protocol;

/** How interactions are divided, and what is asked. */
public sealed interface Protocol {
  String name();

  /** One sentence, for reports. */
  String description();

  default RecallBase recallBase() {
    return RecallBase.TEST_ITEMS;
  }

  /** How often models are trained and tested. */
  default int folds() {
    return 1;
  }

  /** Whether a model ranks a few sampled items and not all. */
  default boolean sampled() {
    return false;
  }

  /** Each user's latest item is tested, where the user has another one. */
  record LeaveLastOut() implements Protocol {
    @Override
    public String name() {
      return "leave-last-out";
    }

    @Override
    public String description() {
      return "each user's latest item is the test; ranked among all items that the user has not";
    }
  }

  /**
   * One moment divides the past, to learn from, and the future, to test.
   *
   * @param share of the pairs, by time, that are the past
   */
  record Temporal(double share) implements Protocol {
    public Temporal {
      requireShare("the share of the past", share);
    }

    @Override
    public String name() {
      return "temporal";
    }

    @Override
    public String description() {
      return "the first %.4g %% of all interactions by time are learned from, the rest is the test"
          .formatted(100 * share);
    }
  }

  /**
   * A random part of each user's items is tested.
   *
   * @param share of a user's items that are tested, rounded; one item at least is left
   */
  record RandomHoldOut(double share) implements Protocol {
    public RandomHoldOut {
      requireShare("the tested share", share);
    }

    @Override
    public String name() {
      return "random";
    }

    @Override
    public String description() {
      return "%.4g %% of each user's items, drawn at random, are the test".formatted(100 * share);
    }
  }

  /** Each user's items are dealt out; each part is the test once. */
  record KFold(int folds) implements Protocol {
    public KFold {
      if (folds < 2 || folds > 100) {
        throw new IllegalArgumentException("folds must be in 2..100, were " + folds);
      }
    }

    @Override
    public String name() {
      return "k-fold";
    }

    @Override
    public String description() {
      return "each user's items are dealt into %d parts at random, each of which is the test once; a"
              .formatted(folds)
          + " user counts with the mean over the parts";
    }
  }

  /**
   * Users whom the model has not learned from.
   *
   * @param users the share of users that are held out
   * @param test the share of their items that is tested, rounded down
   */
  record StrongGeneralisation(double users, double test) implements Protocol {
    static final int LEAST_ITEMS = 5;

    public StrongGeneralisation {
      requireShare("the share of held-out users", users);
      requireShare("the tested share", test);
    }

    @Override
    public String name() {
      return "strong";
    }

    @Override
    public RecallBase recallBase() {
      return RecallBase.TEST_ITEMS_OR_K;
    }

    @Override
    public String description() {
      return ("%.4g %% of the users are held out; %.4g %% of the items of each that has at least %d"
              + " known ones are the test, the others are folded in; items without training do not"
              + " count")
          .formatted(100 * users, 100 * test, LEAST_ITEMS);
    }
  }

  /** One positive among sampled negatives, as with He et al. 2017. */
  record SampledNegatives(int negatives) implements Protocol {
    public SampledNegatives {
      if (negatives < 1 || negatives > 1_000_000) {
        throw new IllegalArgumentException("negatives must be in 1..1000000, were " + negatives);
      }
    }

    @Override
    public String name() {
      return "ncf";
    }

    @Override
    public boolean sampled() {
      return true;
    }

    @Override
    public String description() {
      return "one test item a user, the latest or the one given, among "
          + negatives
          + " sampled negatives or those given; a tie counts as a miss, and an item without"
          + " training comes last; comparable with tables of the same protocol only";
    }
  }

  /** Train and test parts that came apart. */
  record Given() implements Protocol {
    @Override
    public String name() {
      return "given";
    }

    @Override
    public String description() {
      return "train and test as given; ranked among all items that the user has not";
    }
  }

  private static void requireShare(String what, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(what + " must be between 0 and 1, was " + share);
    }
  }
}
