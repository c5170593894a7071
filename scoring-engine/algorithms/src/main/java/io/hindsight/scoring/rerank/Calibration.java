package io.hindsight.scoring.rerank;

import io.hindsight.scoring.model.History;
import java.util.Arrays;

/**
 * Lists that hold the kinds of items in the mix that the person's own history has (Steck 2018). See
 * the package for the formula.
 */
public final class Calibration implements Reranker {
  private static final double MIXED_IN = 0.01;

  private final Mixtures mixtures;
  private final double strength;

  /**
   * @param strength λ: 0 leaves the order as it is, 1 looks at the mix alone
   */
  public Calibration(Mixtures mixtures, double strength) {
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength must be in 0..1, was " + strength);
    }
    this.mixtures = mixtures;
    this.strength = strength;
  }

  @Override
  public Candidates rerank(History history, Candidates candidates, int n) {
    double[] wanted = mixtures.shares(history);
    if (Arrays.stream(wanted).allMatch(share -> share == 0)) {
      return candidates.first(n);
    }
    return candidates.at(pick(wanted, candidates, Math.min(n, candidates.size())));
  }

  private int[] pick(double[] wanted, Candidates candidates, int n) {
    int[] picked = new int[n];
    boolean[] taken = new boolean[candidates.size()];
    double[] shown = new double[wanted.length];
    double[] trial = new double[wanted.length];
    double total = 0;
    double best = 0;
    for (float score : candidates.scores()) {
      best = Math.max(best, score);
    }
    for (int pick = 0; pick < n; pick++) {
      int chosen = -1;
      double merit = 0;
      for (int i = 0; i < taken.length; i++) {
        if (taken[i]) {
          continue;
        }
        System.arraycopy(shown, 0, trial, 0, shown.length);
        double with = total + mixtures.add(trial, candidates.items()[i], 1);
        double own = best > 0 ? candidates.scores()[i] / best : 0;
        // Against the list before it, so that the two parts stay on one scale however long it is.
        double value =
            (1 - strength) * own - strength * (pick + 1) * divergence(wanted, trial, with);
        if (chosen < 0 || value > merit) {
          chosen = i;
          merit = value;
        }
      }
      taken[chosen] = true;
      picked[pick] = chosen;
      total += mixtures.add(shown, candidates.items()[chosen], 1);
    }
    return picked;
  }

  /** Kullback and Leibler's, of what is wanted against what is shown. */
  static double divergence(double[] wanted, double[] shown, double total) {
    double sum = 0;
    for (int kind = 0; kind < wanted.length; kind++) {
      if (wanted[kind] > 0) {
        double share = total > 0 ? shown[kind] / total : 0;
        double mixed = (1 - MIXED_IN) * share + MIXED_IN * wanted[kind];
        sum += wanted[kind] * StrictMath.log(wanted[kind] / mixed);
      }
    }
    return sum;
  }

  @Override
  public String toString() {
    return "calibration of " + mixtures.kinds() + " kinds, " + strength;
  }
}
