package io.hindsight.scoring.evaluation.offpolicy;

import io.hindsight.scoring.evaluation.protocol.Seeds;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

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

  private final double[][] chances = new double[CELLS][ACTIONS];
  private final double[][] logging = new double[CELLS][ACTIONS];
  private final TargetPolicy target;
  private final double truth;

  public Simulation(long seed) {
    SplittableRandom random = Seeds.stream(seed, 0);
    double[][] wanted = new double[CELLS][ACTIONS];
    double sum = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      policy(logging[cell], random);
      policy(wanted[cell], random);
      for (int action = 0; action < ACTIONS; action++) {
        chances[cell][action] = LEAST_CHANCE + MORE_CHANCE * random.nextDouble();
        sum += wanted[cell][action] * chances[cell][action];
      }
    }
    target = new TargetPolicy(wanted);
    truth = sum / CELLS;
  }

  // No action below about 3 %, so that weights stay below about 20.
  private static void policy(double[] row, SplittableRandom random) {
    double sum = 0;
    for (int action = 0; action < row.length; action++) {
      row[action] = 0.15 + random.nextDouble();
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
    SplittableRandom random = Seeds.stream(seed, 1);
    int[] cells = new int[rounds];
    int[] actions = new int[rounds];
    double[] rewards = new double[rounds];
    double[] propensities = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      cells[i] = random.nextInt(CELLS);
      double left = random.nextDouble();
      while (actions[i] < ACTIONS - 1 && left >= logging[cells[i]][actions[i]]) {
        left -= logging[cells[i]][actions[i]++];
      }
      propensities[i] = logging[cells[i]][actions[i]];
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
    Map<Estimator, Double> held = new EnumMap<>(Estimator.class);
    for (int run = 0; run < runs; run++) {
      switch (OffPolicyEvaluation.of(log(rounds, seed + run), target, settings)) {
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
