package io.hindsight.scoring.slim;

import io.hindsight.scoring.sparse.SparseRows;
import java.util.Arrays;

/** Regresses one item after the other on all others. One for each thread. */
final class CoordinateDescent {
  private static final double TOLERANCE = 1e-4;

  private final float[][] gram;
  private final SlimConfig config;
  private final double[] weights;
  private final int[] candidates;

  /** X_iᵀ·(X_j - X·w) for each i: what is left to explain. */
  private final double[] rest;

  CoordinateDescent(float[][] gram, SlimConfig config) {
    this.gram = gram;
    this.config = config;
    weights = new double[gram.length];
    candidates = new int[gram.length];
    rest = new double[gram.length];
  }

  void solve(int item, SparseRows into) {
    float[] own = gram[item];
    int count = 0;
    for (int i = 0; i < own.length; i++) {
      rest[i] = own[i];
      if (own[i] > config.l1() && i != item) {
        candidates[count++] = i;
      }
    }
    Arrays.fill(weights, 0);
    for (int pass = 0; pass < config.passes(); pass++) {
      if (!moved(count)) {
        break;
      }
    }
    into.putLargest(item, weights, candidates, count, count);
  }

  private boolean moved(int count) {
    double farthest = 0;
    double largest = 0;
    for (int c = 0; c < count; c++) {
      int i = candidates[c];
      double square = gram[i][i];
      double pull = rest[i] + square * weights[i] - config.l1();
      double weight = Math.max(0, pull) / (square + config.l2());
      double step = weight - weights[i];
      if (step != 0) {
        weights[i] = weight;
        subtract(gram[i], step);
        farthest = Math.max(farthest, Math.abs(step));
      }
      largest = Math.max(largest, weight);
    }
    return farthest > TOLERANCE * largest;
  }

  private void subtract(float[] row, double step) {
    for (int i = 0; i < row.length; i++) {
      rest[i] = Math.fma(-step, row[i], rest[i]);
    }
  }
}
