package io.hindsight.scoring.explore;

import io.hindsight.scoring.rerank.Candidates;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Beta;

/** Each item as often as it is likely to be the best of what is left. Immutable. */
public final class ThompsonSampling {
  private static final int MOST = 100;
  private static final double FARTHEST = 6;
  private static final double STEP = 0.25;

  private final long[] successes;
  private final long[] failures;
  private final double a;
  private final double b;

  /**
   * @param successes of each item, such as clicks
   * @param failures of each item, such as showings without a click
   * @param a of the prior Beta(a, b), above 0
   */
  public ThompsonSampling(long[] successes, long[] failures, double a, double b) {
    if (successes.length != failures.length) {
      throw new IllegalArgumentException(
          successes.length + " items with successes, " + failures.length + " with failures");
    }
    for (int item = 0; item < successes.length; item++) {
      if (successes[item] < 0 || failures[item] < 0) {
        throw new IllegalArgumentException(
            "item %d has %d successes, %d failures"
                .formatted(item, successes[item], failures[item]));
      }
    }
    if (!(a > 0 && a <= 1e6 && b > 0 && b <= 1e6)) {
      throw new IllegalArgumentException("a prior of Beta(%s, %s)".formatted(a, b));
    }
    this.successes = successes.clone();
    this.failures = failures.clone();
    this.a = a;
    this.b = b;
  }

  /**
   * @param candidates at most 100; their scores are of no account
   */
  public Explored choose(Candidates candidates, int n, SplittableRandom random) {
    if (candidates.size() > MOST) {
      throw new IllegalArgumentException(
          "%d candidates, and at most %d: take the best by score"
              .formatted(candidates.size(), MOST));
    }
    double[][] below = below(candidates.items());
    return Draw.of(candidates, n, random, (left, count, into) -> chances(below, left, count, into));
  }

  /** The chance of each candidate's probability to be below each point of a common grid. */
  private double[][] below(int[] items) {
    int steps = (int) (2 * FARTHEST / STEP) + 1;
    double[] grid = new double[items.length * steps + 2];
    grid[grid.length - 1] = 1;
    for (int i = 0; i < items.length; i++) {
      double up = a + successes[items[i]];
      double all = up + b + failures[items[i]];
      double mean = up / all;
      double deviation = Math.sqrt(mean * (1 - mean) / (all + 1));
      for (int step = 0; step < steps; step++) {
        double point = mean + (step * STEP - FARTHEST) * deviation;
        grid[1 + i * steps + step] = Math.clamp(point, 0.0, 1.0);
      }
    }
    Arrays.sort(grid);
    double[][] below = new double[items.length][grid.length];
    for (int i = 0; i < items.length; i++) {
      for (int at = 0; at < grid.length; at++) {
        below[i][at] =
            grid[at] >= 1
                ? 1
                : Beta.regularizedBeta(grid[at], a + successes[items[i]], b + failures[items[i]]);
      }
    }
    return below;
  }

  private static void chances(double[][] below, int[] left, int count, double[] into) {
    Arrays.fill(into, 0, count, 0);
    double[] before = others(below, left, count, 0);
    for (int at = 1; count > 0 && at < below[left[0]].length; at++) {
      double[] after = others(below, left, count, at);
      for (int i = 0; i < count; i++) {
        double rise = Math.max(0, below[left[i]][at] - below[left[i]][at - 1]);
        into[i] += rise * (before[i] + after[i]) / 2;
      }
      before = after;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += into[i];
    }
    for (int i = 0; i < count; i++) {
      into[i] = sum > 0 ? into[i] / sum : 1.0 / count;
    }
  }

  /** For each of what is left the chance that all others are below a point. */
  private static double[] others(double[][] below, int[] left, int count, int at) {
    double[] products = new double[count];
    double product = 1;
    for (int i = 0; i < count; i++) {
      products[i] = product;
      product *= below[left[i]][at];
    }
    product = 1;
    for (int i = count - 1; i >= 0; i--) {
      products[i] *= product;
      product *= below[left[i]][at];
    }
    return products;
  }
}
