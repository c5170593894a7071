package io.hindsight.scoring.ease;

import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What each item says about each other one. Immutable and safe for use by many threads. */
public final class EaseModel implements ItemModel {
  private final ItemIndex items;
  private final float[][] weights;

  /**
   * @param weights {@code items × items}; a row is an item of a history. Not copied
   */
  EaseModel(ItemIndex items, float[][] weights) {
    this.items = items;
    this.weights = weights;
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        if (!Float.isFinite(weights[i][j])) {
          throw new IllegalArgumentException(
              "the weight of item %d for item %d is %s".formatted(i, j, weights[i][j]));
        }
      }
    }
  }

  @Override
  public ItemIndex items() {
    return items;
  }

  @Override
  public void score(History history, Scores into) {
    history.requireAmong(items);
    for (int h = 0; h < history.size(); h++) {
      into.addAll(weights[history.items()[h]], history.weights()[h]);
    }
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    history.requireAmong(this.items);
    return Breakdown.linear(history, items, (met, item) -> weights[met][item]);
  }

  @Override
  public void similar(int item, Scores into) {
    for (int other = 0; other < weights.length; other++) {
      float similarity = similarity(item, other);
      if (similarity > 0) {
        into.add(other, similarity);
      }
    }
  }

  /** The partial correlation of the two given all other items, where that is positive. */
  @Override
  public float similarity(int item, int other) {
    float there = weights[item][other];
    float back = weights[other][item];
    return there > 0 && back > 0 ? (float) Math.min(1, Math.sqrt((double) there * back)) : 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    items.write(out);
    for (float[] row : weights) {
      for (float weight : row) {
        out.writeFloat(weight);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static EaseModel read(DataInput in) throws IOException {
    ItemIndex items = ItemIndex.read(in);
    float[][] weights = new float[items.size()][items.size()];
    for (float[] row : weights) {
      for (int j = 0; j < row.length; j++) {
        row[j] = in.readFloat();
      }
    }
    try {
      return new EaseModel(items, weights);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
