package io.hindsight.scoring.profiles;

import io.hindsight.scoring.knn.Similarity;
import io.hindsight.scoring.model.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the profiles that are most like a history. Immutable. */
final class Neighbours {
  private final Profiles profiles;
  private final int[] rows;
  private final Weights weights;
  private final Nearness nearness;
  private final float[] compared;
  private final double[] norms;

  Neighbours(Profiles profiles, int[] rows, Weights weights, Nearness nearness) {
    this.profiles = profiles;
    this.rows = rows;
    this.weights = weights;
    this.nearness = nearness;
    compared = new float[profiles.entries()];
    norms = new double[profiles.count()];
    for (int row = 0; row < norms.length; row++) {
      double total = 0;
      double squares = 0;
      for (int at = profiles.start(row); at < profiles.start(row + 1); at++) {
        total += profiles.weight(at);
      }
      for (int at = profiles.start(row); at < profiles.start(row + 1); at++) {
        double weight = weights.of(profiles.column(at), profiles.weight(at), total);
        compared[at] = (float) Math.clamp(weight, Float.MIN_NORMAL, Float.MAX_VALUE);
        squares += (double) compared[at] * compared[at];
      }
      norms[row] = Math.sqrt(squares);
    }
  }

  /** A profile and how near it is, above 0. */
  record Near(int row, double similarity) {}

  /** The nearest, the nearest first. */
  List<Near> of(History history) {
    double[] products = new double[norms.length];
    int[] shared = new int[norms.length];
    int[] touched = new int[norms.length];
    int met = 0;
    double[] asked = asked(history);
    double squares = 0;
    for (int h = 0; h < asked.length; h++) {
      squares += asked[h] * asked[h];
      int item = history.items()[h];
      for (int i = profiles.itemStart(item); i < profiles.itemStart(item + 1); i++) {
        int at = profiles.place(i);
        if (shared[rows[at]]++ == 0) {
          touched[met++] = rows[at];
        }
        products[rows[at]] += asked[h] * compared[at];
      }
    }
    long[] ranked = new long[met];
    for (int i = 0; i < met; i++) {
      int row = touched[i];
      double plain =
          nearness.similarity() == Similarity.COSINE
              ? products[row] / (Math.sqrt(squares) * norms[row])
              : (double) shared[row] / (asked.length + profiles.length(row) - shared[row]);
      float alike = (float) (plain * shared[row] / (shared[row] + nearness.shrinkage()));
      ranked[i] = (long) ~Float.floatToIntBits(alike) << 32 | row;
    }
    Arrays.sort(ranked);
    List<Near> nearest = new ArrayList<>();
    for (int i = 0; i < Math.min(met, nearness.neighbours()); i++) {
      float alike = Float.intBitsToFloat(~(int) (ranked[i] >> 32));
      if (alike > 0 && alike <= Float.MAX_VALUE) {
        nearest.add(new Near((int) ranked[i], alike));
      }
    }
    return nearest;
  }

  /** A history's weights as they are compared. */
  private double[] asked(History history) {
    double total = 0;
    for (float weight : history.weights()) {
      total += weight;
    }
    double[] asked = new double[history.size()];
    for (int h = 0; h < asked.length; h++) {
      asked[h] = weights.of(history.items()[h], history.weights()[h], total);
    }
    return asked;
  }

  /** Which part of a similarity each entry of the history has brought about. */
  double[] shares(History history, int row) {
    double[] shares = asked(history);
    double sum = 0;
    for (int h = 0; h < shares.length; h++) {
      int at = profiles.find(row, history.items()[h]);
      double own = nearness.similarity() == Similarity.COSINE ? shares[h] : 1;
      shares[h] = at < 0 ? 0 : nearness.similarity() == Similarity.COSINE ? own * compared[at] : 1;
      sum += shares[h];
    }
    for (int h = 0; h < shares.length; h++) {
      shares[h] = sum > 0 ? shares[h] / sum : 0;
    }
    return shares;
  }
}
