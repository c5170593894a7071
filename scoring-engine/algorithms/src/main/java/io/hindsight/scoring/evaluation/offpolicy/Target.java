package io.hindsight.scoring.evaluation.offpolicy;

import java.util.SplittableRandom;

/** What is known of a target policy. */
sealed interface Target {

  /** By all that is known. */
  TargetPolicy whole();

  /** By what the rounds of a fold had no part in. */
  TargetPolicy without(int fold);

  /** As it might have come out, had its log been drawn anew. */
  TargetPolicy again(SplittableRandom random);

  /**
   * The standard error that not knowing the policy adds to its mean reward.
   *
   * @param model of the rewards in the log that is weighted
   */
  double error(LoggedRounds weighted, RewardModel model);

  /**
   * @throws IllegalArgumentException if it is of other cells or actions
   */
  void requireFits(LoggedRounds weighted);

  /** Its probabilities. */
  record Known(TargetPolicy whole) implements Target {
    @Override
    public TargetPolicy without(int fold) {
      return whole;
    }

    @Override
    public TargetPolicy again(SplittableRandom random) {
      return whole;
    }

    @Override
    public double error(LoggedRounds weighted, RewardModel model) {
      return 0;
    }

    @Override
    public void requireFits(LoggedRounds weighted) {
      whole.requireSize(weighted.cellCount(), weighted.actionCount());
    }
  }

  /**
   * What it was seen to show.
   *
   * @param byFold its frequencies without each fold of the log
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Estimated(LoggedRounds seen, TargetPolicy whole, TargetPolicy[] byFold) implements Target {

    static Estimated from(LoggedRounds seen, OffPolicySettings settings) {
      int[] folds = RewardModel.folds(seen.size(), settings.folds(), settings.seed());
      TargetPolicy[] byFold = new TargetPolicy[settings.folds()];
      for (int fold = 0; fold < byFold.length; fold++) {
        int[] times = new int[folds.length];
        for (int i = 0; i < times.length; i++) {
          times[i] = folds[i] == fold ? 0 : 1;
        }
        byFold[fold] = TargetPolicy.frequencies(seen, times);
      }
      return new Estimated(seen, TargetPolicy.frequencies(seen), byFold);
    }

    @Override
    public TargetPolicy without(int fold) {
      return byFold[fold];
    }

    @Override
    public TargetPolicy again(SplittableRandom random) {
      return TargetPolicy.frequencies(seen, OffPolicyEvaluation.drawn(seen.size(), random));
    }

    /** By the delta method: a round's influence is what it earns against its cell's mean. */
    @Override
    public double error(LoggedRounds weighted, RewardModel model) {
      double[] here = shares(seen);
      double[] there = shares(weighted);
      double[] values = model.values(whole);
      double squares = 0;
      for (int i = 0; i < seen.size(); i++) {
        int cell = seen.cells()[i];
        double influence =
            there[cell] / here[cell] * (model.of(cell, seen.actions()[i]) - values[cell]);
        squares += influence * influence;
      }
      return Math.sqrt(squares) / seen.size();
    }

    private static double[] shares(LoggedRounds rounds) {
      double[] shares = new double[rounds.cellCount()];
      for (int cell : rounds.cells()) {
        shares[cell] += 1.0 / rounds.size();
      }
      return shares;
    }

    @Override
    public void requireFits(LoggedRounds weighted) {
      if (seen.cellCount() != weighted.cellCount()
          || seen.actionCount() != weighted.actionCount()) {
        throw new IllegalArgumentException(
            "the target's log has %d cells of %d actions, the other %d of %d: number them alike"
                .formatted(
                    seen.cellCount(),
                    seen.actionCount(),
                    weighted.cellCount(),
                    weighted.actionCount()));
      }
      boolean[] shown = new boolean[seen.cellCount()];
      for (int cell : seen.cells()) {
        shown[cell] = true;
      }
      for (int cell : weighted.cells()) {
        if (!shown[cell]) {
          throw new IllegalArgumentException(
              "cell %d is in the log and not in the target's: nothing tells what it would show there"
                  .formatted(cell));
        }
      }
    }
  }
}
