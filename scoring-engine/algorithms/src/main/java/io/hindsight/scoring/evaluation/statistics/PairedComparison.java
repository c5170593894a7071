package io.hindsight.scoring.evaluation.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.TTest;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Two models on the same users.
 *
 * @param difference of the first to the second
 * @param tTest the p value of the paired t test, two-sided; 1 where none can be told
 * @param signedRank the p value of Wilcoxon's test, two-sided; users without a difference are left
 *     out; NaN for what is not a number for each user
 */
public record PairedComparison(Estimate difference, double tTest, double signedRank) {

  /**
   * @param first a number for each user; users with NaN on either side are left out
   * @param second the same users in the same order
   */
  public static PairedComparison of(double[] first, double[] second, double confidence) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(first.length + " users against " + second.length);
    }
    double[] differences = new double[first.length];
    int n = 0;
    for (int user = 0; user < first.length; user++) {
      double difference = first[user] - second[user];
      if (!Double.isNaN(difference)) {
        differences[n++] = difference;
      }
    }
    differences = Arrays.copyOf(differences, n);
    double[] unequal = Arrays.stream(differences).filter(d -> d != 0).toArray();
    Estimate estimate = Estimate.of(differences, confidence);
    return new PairedComparison(estimate, tTest(differences), signedRank(unequal));
  }

  /**
   * Two figures of all users together: by the jackknife of their difference.
   *
   * @param first of the same users as the second
   */
  public static PairedComparison of(Jackknife first, Jackknife second, double confidence) {
    Jackknife difference = first.minus(second);
    double error = difference.error();
    double p;
    if (Double.isNaN(error) || Double.isNaN(difference.value())) {
      p = 1;
    } else if (error == 0) {
      p = difference.value() == 0 ? 1 : 0;
    } else {
      double t = Math.abs(difference.value()) / error;
      p = 2 * TDistribution.of(difference.people() - 1.0).survivalProbability(t);
    }
    return new PairedComparison(difference.estimate(confidence), p, Double.NaN);
  }

  // Where all differences are the same, the statistic is a division by zero.
  private static double tTest(double[] differences) {
    if (differences.length < 2 || Arrays.stream(differences).distinct().count() == 1) {
      boolean none = differences.length < 2 || differences[0] == 0;
      return none ? 1 : 0;
    }
    return TTest.withDefaults().test(differences).getPValue();
  }

  private static double signedRank(double[] unequal) {
    return unequal.length == 0
        ? 1
        : WilcoxonSignedRankTest.withDefaults().test(unequal).getPValue();
  }

  /** The p values of several comparisons, adjusted together (Holm's step-down). */
  public static double[] adjusted(double[] pValues) {
    Integer[] order = new Integer[pValues.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(pValues[a], pValues[b]));
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      largest = Math.max(largest, Math.min(1, (order.length - rank) * pValues[order[rank]]));
      adjusted[order[rank]] = largest;
    }
    return adjusted;
  }
}
