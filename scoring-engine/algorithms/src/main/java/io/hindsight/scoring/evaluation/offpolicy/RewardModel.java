package io.hindsight.scoring.evaluation.offpolicy;

import io.hindsight.scoring.evaluation.protocol.Seeds;

/**
 * The mean reward of each action in each cell, pulled towards the mean of all rounds where few were
 * seen. Immutable.
 */
public final class RewardModel {
  private final double[][] means;

  private RewardModel(double[][] means) {
    this.means = means;
  }

  /**
   * @param included whether each round may be learned from, as often as its number says
   * @param prior how many rounds the mean of all counts as, 0 for none
   */
  static RewardModel fit(LoggedRounds rounds, int[] included, double prior) {
    double[][] sums = new double[rounds.cellCount()][rounds.actionCount()];
    double[][] counts = new double[rounds.cellCount()][rounds.actionCount()];
    double sum = 0;
    double count = 0;
    for (int i = 0; i < rounds.size(); i++) {
      double reward = included[i] * rounds.rewards()[i];
      sums[rounds.cells()[i]][rounds.actions()[i]] += reward;
      counts[rounds.cells()[i]][rounds.actions()[i]] += included[i];
      sum += reward;
      count += included[i];
    }
    double mean = count == 0 ? 0 : sum / count;
    for (int cell = 0; cell < sums.length; cell++) {
      for (int action = 0; action < sums[cell].length; action++) {
        double n = counts[cell][action] + prior;
        sums[cell][action] = n == 0 ? mean : (sums[cell][action] + prior * mean) / n;
      }
    }
    return new RewardModel(sums);
  }

  double of(int cell, int action) {
    return means[cell][action];
  }

  /** What the target policy earns in each cell by this model. */
  double[] values(TargetPolicy target) {
    double[] values = new double[means.length];
    for (int cell = 0; cell < values.length; cell++) {
      for (int action = 0; action < means[cell].length; action++) {
        values[cell] += target.of(cell, action) * means[cell][action];
      }
    }
    return values;
  }

  /** A part for each round, as even as can be. */
  static int[] folds(int rounds, int folds, long seed) {
    int[] order = Seeds.permutation(rounds, Seeds.stream(seed, -2));
    int[] ofRound = new int[rounds];
    for (int i = 0; i < rounds; i++) {
      ofRound[order[i]] = i % folds;
    }
    return ofRound;
  }
}
