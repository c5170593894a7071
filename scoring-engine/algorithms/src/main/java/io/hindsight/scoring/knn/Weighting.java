package io.hindsight.scoring.knn;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.model.History;

/** What becomes of a pair's weight before items are compared. */
public enum Weighting {
  /** Nothing. */
  NONE,
  /** {@code r·idf(u)}: people with many items say less. */
  TF_IDF,
  /** {@code r·(k₁+1) / (r + k₁·(1 - b + b·d_i/d̄))·idf(u)}: nor do items with many people. */
  BM25;

  private static final double K1 = 1.2;
  private static final double B = 0.75;

  TrainingData of(TrainingData data) {
    if (this == NONE || data.pairs() == 0) {
      return data;
    }
    Rows rows = data.byUser();
    double[] totals = totals(data.byItem());
    double mean = 0;
    for (double total : totals) {
      mean += total / totals.length;
    }
    int[] starts = new int[rows.count() + 1];
    int[] columns = new int[data.pairs()];
    float[] weights = new float[data.pairs()];
    for (int user = 0; user < rows.count(); user++) {
      starts[user + 1] = rows.start(user + 1);
      double rarity = StrictMath.log(1 + (double) totals.length / rows.length(user));
      for (int at = rows.start(user); at < rows.start(user + 1); at++) {
        columns[at] = rows.column(at);
        double weight = rows.weight(at);
        double term = this == TF_IDF ? weight : saturated(weight, totals[columns[at]] / mean);
        weights[at] = (float) Math.clamp(term * rarity, Float.MIN_NORMAL, History.MOST_WEIGHT);
      }
    }
    return TrainingData.of(data.items(), starts, columns, weights);
  }

  private static double saturated(double weight, double length) {
    return weight * (K1 + 1) / (weight + K1 * (1 - B + B * length));
  }

  private static double[] totals(Rows byItem) {
    double[] totals = new double[byItem.count()];
    for (int item = 0; item < totals.length; item++) {
      for (int at = byItem.start(item); at < byItem.start(item + 1); at++) {
        totals[item] += byItem.weight(at);
      }
    }
    return totals;
  }
}
