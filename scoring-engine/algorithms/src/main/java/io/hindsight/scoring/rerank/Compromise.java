package io.hindsight.scoring.rerank;

import io.hindsight.scoring.model.History;

/**
 * Goals of all kinds at once: what each item is worth by itself ({@link Objectives}), unlike items
 * together (MMR), and the mix of the person's history (calibration), by weights. Items are picked
 * one by one; at equal merit the earlier one wins. See the package for the formula.
 */
public final class Compromise implements Reranker {
  private final Objectives alone;
  private final double unlike;
  private final Mmr.Similarity similarity;
  private final double calibrated;
  private final Mixtures mixtures;

  /**
   * @param alone relevance and goals of single items, with their weights
   * @param unlike the weight of being unlike what is picked, 0 to 1
   * @param calibrated the weight of the mix, 0 to 1
   */
  public Compromise(
      Objectives alone,
      double unlike,
      Mmr.Similarity similarity,
      double calibrated,
      Mixtures mixtures) {
    if (!(unlike >= 0 && unlike <= 1 && calibrated >= 0 && calibrated <= 1)) {
      throw new IllegalArgumentException(
          "weights must be in 0..1, were %s and %s".formatted(unlike, calibrated));
    }
    this.alone = alone;
    this.unlike = unlike;
    this.similarity = similarity;
    this.calibrated = calibrated;
    this.mixtures = mixtures;
  }

  @Override
  public Candidates rerank(History history, Candidates candidates, int n) {
    double[] own = alone.merits(candidates);
    double[] nearest = new double[own.length];
    double[] wanted = mixtures.shares(history);
    double[] shown = new double[wanted.length];
    double[] trial = new double[wanted.length];
    double total = 0;
    boolean[] taken = new boolean[own.length];
    int[] picked = new int[Math.min(n, own.length)];
    for (int pick = 0; pick < picked.length; pick++) {
      int chosen = -1;
      double most = 0;
      for (int i = 0; i < own.length; i++) {
        if (!taken[i]) {
          double value = own[i] - unlike * nearest[i];
          if (calibrated > 0) {
            System.arraycopy(shown, 0, trial, 0, shown.length);
            double with = total + mixtures.add(trial, candidates.items()[i], 1);
            value -= calibrated * (pick + 1) * Calibration.divergence(wanted, trial, with);
          }
          if (chosen < 0 || value > most) {
            chosen = i;
            most = value;
          }
        }
      }
      taken[chosen] = true;
      picked[pick] = chosen;
      total += mixtures.add(shown, candidates.items()[chosen], 1);
      approach(candidates.items(), candidates.items()[chosen], taken, nearest);
    }
    return candidates.at(picked);
  }

  private void approach(int[] items, int picked, boolean[] taken, double[] nearest) {
    for (int i = 0; i < items.length && unlike > 0; i++) {
      nearest[i] = taken[i] ? 0 : Math.max(nearest[i], similarity.of(picked, items[i]));
    }
  }
}
