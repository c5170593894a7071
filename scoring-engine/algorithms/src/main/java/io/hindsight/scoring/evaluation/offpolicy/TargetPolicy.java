package io.hindsight.scoring.evaluation.offpolicy;

import java.util.Arrays;

/** What the other policy would show: a probability for each action in each cell. Immutable. */
public final class TargetPolicy {
  private static final double ROUNDING = 1e-6;

  private final double[][] probabilities;

  /**
   * @param probabilities {@code cells × actions}, each row of at least 0 and summing to 1
   */
  public TargetPolicy(double[][] probabilities) {
    this.probabilities = new double[probabilities.length][];
    for (int cell = 0; cell < probabilities.length; cell++) {
      double sum = 0;
      for (double probability : probabilities[cell]) {
        if (!(probability >= 0)) {
          throw new IllegalArgumentException(
              "cell " + cell + ": a probability must be at least 0, was " + probability);
        }
        sum += probability;
      }
      if (Math.abs(sum - 1) > ROUNDING) {
        throw new IllegalArgumentException("cell " + cell + ": probabilities sum to " + sum);
      }
      this.probabilities[cell] = probabilities[cell].clone();
    }
  }

  /** As often as it was seen to show each action in each cell. */
  public static TargetPolicy frequencies(LoggedRounds seen) {
    int[] once = new int[seen.size()];
    Arrays.fill(once, 1);
    return frequencies(seen, once);
  }

  /** With each round as often as its number says. */
  static TargetPolicy frequencies(LoggedRounds seen, int[] times) {
    double[][] counts = new double[seen.cellCount()][seen.actionCount()];
    double[] totals = new double[seen.cellCount()];
    for (int i = 0; i < seen.size(); i++) {
      counts[seen.cells()[i]][seen.actions()[i]] += times[i];
      totals[seen.cells()[i]] += times[i];
    }
    for (int cell = 0; cell < counts.length; cell++) {
      for (int action = 0; action < counts[cell].length; action++) {
        counts[cell][action] =
            totals[cell] == 0 ? 1.0 / counts[cell].length : counts[cell][action] / totals[cell];
      }
    }
    return new TargetPolicy(counts);
  }

  public static TargetPolicy uniform(int cells, int actions) {
    double[][] all = new double[cells][actions];
    for (double[] row : all) {
      Arrays.fill(row, 1.0 / actions);
    }
    return new TargetPolicy(all);
  }

  /**
   * @throws IllegalArgumentException if it is of others
   */
  void requireSize(int cells, int actions) {
    if (probabilities.length != cells
        || Arrays.stream(probabilities).anyMatch(row -> row.length != actions)) {
      throw new IllegalArgumentException(
          "the policy must have %d cells of %d actions, has %d of %d"
              .formatted(
                  cells,
                  actions,
                  probabilities.length,
                  probabilities.length == 0 ? 0 : probabilities[0].length));
    }
  }

  double of(int cell, int action) {
    return probabilities[cell][action];
  }
}
