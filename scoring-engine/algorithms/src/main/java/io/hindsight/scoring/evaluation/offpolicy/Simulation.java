package io.hindsight.scoring.evaluation.offpolicy;

import io.hindsight.scoring.evaluation.protocol.Seeds;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * A world whose truth is known, to see how often intervals hold it: some cells, some actions, each
 * with a chance of a reward, a logging policy that explores unevenly, and a target that does not
 * like the same actions.
 */
public final class Simulation {
  private static final int CELLS = 3;
  private static final int ACTIONS = 5;
  private static final double LEAST_CHANCE = 0.05;
  private static final double MORE_CHANCE = 0.4;
  private static final double EVEN = 0.15;

  private final double[][] chances = new double[CELLS][ACTIONS];
  private final double[][] logging = new double[CELLS][ACTIONS];
  private final double[][] wanted = new double[CELLS][ACTIONS];
  private final TargetPolicy target;
  private final double truth;

  /**
   * Where no action is logged in less than about 3 % of a cell's rounds: weights below about 20.
   */
  public Simulation(long seed) {
    this(seed, EVEN);
  }

  /**
   * @param least what the least liked action of a policy has over the others: 0.15 for 3 % or more
   *     of a cell's rounds, 0.01 for 0.3 %
   */
  public Simulation(long seed, double least) {
    SplittableRandom random = Seeds.stream(seed, 0);
    double sum = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      policy(logging[cell], least, random);
      policy(wanted[cell], EVEN, random);
      for (int action = 0; action < ACTIONS; action++) {
        chances[cell][action] = LEAST_CHANCE + MORE_CHANCE * random.nextDouble();
        sum += wanted[cell][action] * chances[cell][action];
      }
    }
    target = new TargetPolicy(wanted);
    truth = sum / CELLS;
  }

  private static void policy(double[] row, double least, SplittableRandom random) {
    double sum = 0;
    for (int action = 0; action < row.length; action++) {
      row[action] = least + random.nextDouble();
      sum += row[action];
    }
    for (int action = 0; action < row.length; action++) {
      row[action] /= sum;
    }
  }

  /** What the target policy earns. */
  public double truth() {
    return truth;
  }

  public TargetPolicy target() {
    return target;
  }

  /** A log of so many rounds; cells come evenly at random. */
  public LoggedRounds log(int rounds, long seed) {
    return log(logging, rounds, seed);
  }

  /** As the target policy would have logged it. */
  public LoggedRounds logOfTarget(int rounds, long seed) {
    return log(wanted, rounds, seed);
  }

  private LoggedRounds log(double[][] policy, int rounds, long seed) {
    SplittableRandom random = Seeds.stream(seed, 1);
    int[] cells = new int[rounds];
    int[] actions = new int[rounds];
    double[] rewards = new double[rounds];
    double[] propensities = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      cells[i] = random.nextInt(CELLS);
      double left = random.nextDouble();
      while (actions[i] < ACTIONS - 1 && left >= policy[cells[i]][actions[i]]) {
        left -= policy[cells[i]][actions[i]++];
      }
      propensities[i] = policy[cells[i]][actions[i]];
      rewards[i] = random.nextDouble() < chances[cells[i]][actions[i]] ? 1 : 0;
    }
    return new LoggedRounds(cells, actions, rewards, propensities, CELLS, ACTIONS);
  }

  /**
   * How often each estimator's interval holds the truth, a new log each time.
   *
   * @return shares of the runs
   */
  public Map<Estimator, Double> coverage(
      int runs, int rounds, OffPolicySettings settings, long seed) {
    return coverage(runs, run -> OffPolicyEvaluation.of(log(rounds, seed + run), target, settings));
  }

  /**
   * The same where the target is known by a log of its own alone.
   *
   * @param ofTarget rounds of that log
   */
  public Map<Estimator, Double> coverage(
      int runs, int rounds, int ofTarget, OffPolicySettings settings, long seed) {
    return coverage(
        runs,
        run ->
            OffPolicyEvaluation.of(
                log(rounds, seed + run), logOfTarget(ofTarget, ~(seed + run)), settings));
  }

  private Map<Estimator, Double> coverage(int runs, IntFunction<OffPolicyEstimate> evaluation) {
    Map<Estimator, Double> held = new EnumMap<>(Estimator.class);
    for (int run = 0; run < runs; run++) {
      switch (evaluation.apply(run)) {
        case OffPolicyEstimate.Told told ->
            told.byEstimator()
                .forEach(
                    (estimator, estimate) ->
                        held.merge(estimator, holds(estimate) / runs, Double::sum));
        case OffPolicyEstimate.Refused refused ->
            throw new IllegalStateException("run " + run + " was refused: " + refused.reason());
      }
    }
    return held;
  }

  private double holds(Estimate estimate) {
    return estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
  }
}
