package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.DataOutput;
import java.util.function.BiFunction;

/** A model that says what it is told to: null is no opinion. */
record GivenScores(ItemIndex items, BiFunction<History, Integer, Float> opinions)
    implements ItemModel {

  @Override
  public void score(History history, Scores into) {
    // Backwards, since nothing may hang on the order in which scores come.
    for (int item = items.size() - 1; item >= 0; item--) {
      Float score = opinions.apply(history, item);
      if (score != null) {
        into.add(item, score);
      }
    }
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void similar(int item, Scores into) {}

  @Override
  public float similarity(int item, int other) {
    return 0;
  }

  @Override
  public void write(DataOutput out) {}
}
