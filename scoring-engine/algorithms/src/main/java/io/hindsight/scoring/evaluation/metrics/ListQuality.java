package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.model.History;
import java.util.Arrays;

/** Metrics of one list by itself; NaN where they make no sense for it. Immutable. */
final class ListQuality {
  private static final double MIXED_IN = 0.01;

  private final Popularity popularity;
  private final ItemLikeness likeness;
  private final ItemGroups groups;

  ListQuality(Popularity popularity, ItemLikeness likeness, ItemGroups groups) {
    this.popularity = popularity;
    this.likeness = likeness;
    this.groups = groups;
  }

  double of(Metric metric, int k, int[] list, History history) {
    int[] cut = list.length > k ? Arrays.copyOf(list, k) : list;
    return switch (metric) {
      case NOVELTY -> novelty(cut);
      case DIVERSITY -> diversity(cut);
      case CALIBRATION -> calibration(cut, history);
      case PRECISION,
          RECALL,
          HR,
          MRR,
          MAP,
          NDCG,
          AUC,
          LOGLOSS,
          AGE,
          MARGIN,
          EARNED,
          COVERAGE,
          GINI ->
          throw new IllegalArgumentException(metric + " is not of a list by itself");
    };
  }

  private double novelty(int[] list) {
    double bits = 0;
    for (int item : list) {
      bits += popularity.surprise(item);
    }
    return list.length == 0 ? Double.NaN : bits / list.length;
  }

  private double diversity(int[] list) {
    double apart = 0;
    for (int i = 1; i < list.length; i++) {
      for (int j = 0; j < i; j++) {
        apart += 1 - likeness.cosine(list[i], list[j]);
      }
    }
    return list.length < 2 ? Double.NaN : apart / (list.length * (list.length - 1) / 2.0);
  }

  private double calibration(int[] list, History history) {
    double[] wanted = groups.shares(history.items(), history.weights());
    double[] shown = groups.shares(list);
    double divergence = 0;
    double all = 0;
    for (int group = 0; group < wanted.length; group++) {
      all += shown[group];
      if (wanted[group] > 0) {
        double mixed = (1 - MIXED_IN) * shown[group] + MIXED_IN * wanted[group];
        divergence += wanted[group] * StrictMath.log(wanted[group] / mixed);
      }
    }
    return all > 0 && Arrays.stream(wanted).anyMatch(share -> share > 0) ? divergence : Double.NaN;
  }
}
