package io.hindsight.scoring.popular;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;

/** Adds up what everybody did with each item. There is nothing to set. */
public final class PopularTrainer {

  public PopularModel train(TrainingData data) {
    Rows rows = data.byItem();
    double[] sums = new double[rows.count()];
    for (int item = 0; item < sums.length; item++) {
      for (int at = rows.start(item); at < rows.start(item + 1); at++) {
        sums[item] += rows.weight(at);
      }
    }
    return PopularModel.of(data.items(), sums);
  }
}
