package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.evaluation.protocol.RecallBase;

/** Metrics of one list against what was wanted. Immutable. */
final class Accuracy {
  private final RecallBase recallBase;
  private final double[] discounts;
  private final double[] ideals;

  /**
   * @param longest list that will be measured
   */
  Accuracy(RecallBase recallBase, int longest) {
    this.recallBase = recallBase;
    discounts = new double[longest];
    ideals = new double[longest + 1];
    for (int i = 0; i < longest; i++) {
      discounts[i] = StrictMath.log(2) / StrictMath.log(i + 2);
      ideals[i + 1] = ideals[i] + discounts[i];
    }
  }

  /**
   * @param hits whether there is a wanted item at each place of the list
   * @param wanted how many there are, at least 1
   */
  double of(Metric metric, int k, boolean[] hits, int wanted) {
    int found = 0;
    int first = 0;
    double gain = 0;
    double precisions = 0;
    for (int i = 0; i < Math.min(k, hits.length); i++) {
      if (hits[i]) {
        found++;
        first = first == 0 ? i + 1 : first;
        gain += discounts[i];
        precisions += (double) found / (i + 1);
      }
    }
    int reachable = Math.min(k, wanted);
    return switch (metric) {
      case PRECISION -> (double) found / k;
      case RECALL -> (double) found / (recallBase == RecallBase.TEST_ITEMS ? wanted : reachable);
      case HR -> found > 0 ? 1 : 0;
      case MRR -> first > 0 ? 1.0 / first : 0;
      case MAP -> precisions / reachable;
      case NDCG -> gain / ideals[reachable];
      case AUC, LOGLOSS, NOVELTY, DIVERSITY, CALIBRATION, AGE, MARGIN, EARNED, COVERAGE, GINI ->
          throw new IllegalArgumentException(metric + " is not of a list's hits");
    };
  }
}
