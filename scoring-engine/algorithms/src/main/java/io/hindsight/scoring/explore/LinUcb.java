package io.hindsight.scoring.explore;

import io.hindsight.scoring.rerank.Candidates;
import java.util.SplittableRandom;

/**
 * A linear model of each item's reward, and how much of it is doubt. Learns round by round, in a
 * fixed order of operations; for one thread at a time.
 */
public final class LinUcb {
  private static final int MOST_FEATURES = 512;

  private final int features;
  private final double alpha;
  private final EpsilonGreedy chance;
  private final double[][] inverses;
  private final double[][] rewards;

  /**
   * @param alpha how much doubt speaks for an item, 0 or more
   * @param epsilon how often a place is left to chance
   */
  public LinUcb(int items, int features, double alpha, double epsilon) {
    if (features < 1 || features > MOST_FEATURES) {
      throw new IllegalArgumentException(
          "features must be in 1..%d, were %d".formatted(MOST_FEATURES, features));
    }
    if (!(alpha >= 0 && alpha <= 1e6)) {
      throw new IllegalArgumentException("alpha must be in 0..1e6, was " + alpha);
    }
    this.features = features;
    this.alpha = alpha;
    this.chance = new EpsilonGreedy(epsilon);
    inverses = new double[items][];
    rewards = new double[items][];
  }

  /**
   * Learns what came of showing an item (Sherman and Morrison's update of the inverse).
   *
   * @param context finite, one for each feature
   */
  public void observe(int item, double[] context, double reward) {
    requireContext(context);
    if (!Double.isFinite(reward)) {
      throw new IllegalArgumentException("the reward of item %d is %s".formatted(item, reward));
    }
    if (inverses[item] == null) {
      inverses[item] = identity();
      rewards[item] = new double[features];
    }
    double[] inverse = inverses[item];
    double[] along = times(inverse, context);
    double scale = 1 + product(along, context);
    for (int i = 0; i < features; i++) {
      for (int j = 0; j < features; j++) {
        inverse[i * features + j] -= along[i] * along[j] / scale;
      }
      rewards[item][i] += reward * context[i];
    }
  }

  /** What is hoped of an item: what is expected, and the doubt about it. */
  public double upperBound(int item, double[] context) {
    requireContext(context);
    double[] inverse = inverses[item] == null ? identity() : inverses[item];
    double[] along = times(inverse, context);
    double expected = rewards[item] == null ? 0 : product(rewards[item], along);
    return expected + alpha * Math.sqrt(Math.max(0, product(along, context)));
  }

  /**
   * @param candidates their scores are of no account, but where bounds are equal the earlier wins
   * @param contexts one for each candidate
   */
  public Explored choose(
      Candidates candidates, double[][] contexts, int n, SplittableRandom random) {
    if (contexts.length != candidates.size()) {
      throw new IllegalArgumentException(
          candidates.size() + " candidates, " + contexts.length + " contexts");
    }
    double[] bounds = new double[contexts.length];
    double least = 0;
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = upperBound(candidates.items()[i], contexts[i]);
      least = Math.min(least, bounds[i]);
    }
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] -= least;
    }
    return chance.choose(candidates.sortedBy(bounds), n, random);
  }

  private void requireContext(double[] context) {
    if (context.length != features) {
      throw new IllegalArgumentException(
          context.length + " features, there are " + features + " of each item");
    }
    for (int i = 0; i < features; i++) {
      if (!Double.isFinite(context[i])) {
        throw new IllegalArgumentException("feature %d is %s".formatted(i, context[i]));
      }
    }
  }

  private double[] identity() {
    double[] identity = new double[features * features];
    for (int i = 0; i < features; i++) {
      identity[i * features + i] = 1;
    }
    return identity;
  }

  private double[] times(double[] matrix, double[] vector) {
    double[] result = new double[features];
    for (int i = 0; i < features; i++) {
      double sum = 0;
      for (int j = 0; j < features; j++) {
        sum = Math.fma(matrix[i * features + j], vector[j], sum);
      }
      result[i] = sum;
    }
    return result;
  }

  private static double product(double[] one, double[] two) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum = Math.fma(one[i], two[i], sum);
    }
    return sum;
  }
}
