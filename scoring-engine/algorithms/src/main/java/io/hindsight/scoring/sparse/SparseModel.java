package io.hindsight.scoring.sparse;

import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** A sparse matrix of items by items. Immutable and safe for use by many threads. */
public final class SparseModel implements ItemModel {
  private final ItemIndex items;
  private final int[] starts;
  private final int[] columns;
  private final float[] weights;
  private final float largest;

  SparseModel(ItemIndex items, int[] starts, int[] columns, float[] weights) {
    this.items = items;
    this.starts = starts;
    this.columns = columns;
    this.weights = weights;
    float most = 0;
    for (int at = 0; at < weights.length; at++) {
      if (!Float.isFinite(weights[at])) {
        throw new IllegalArgumentException("weight %d is %s".formatted(at, weights[at]));
      }
      most = Math.max(most, weights[at]);
    }
    largest = most;
  }

  @Override
  public ItemIndex items() {
    return items;
  }

  @Override
  public void score(History history, Scores into) {
    history.requireAmong(items);
    for (int h = 0; h < history.size(); h++) {
      int item = history.items()[h];
      float weight = history.weights()[h];
      for (int at = starts[item]; at < starts[item + 1]; at++) {
        into.add(columns[at], weight * weights[at]);
      }
    }
  }

  /** W_ij; 0 where it is not stored. */
  public float weight(int item, int other) {
    int at = Arrays.binarySearch(columns, starts[item], starts[item + 1], other);
    return at < 0 ? 0 : weights[at];
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    history.requireAmong(this.items);
    return Breakdown.linear(history, items, this::weight);
  }

  @Override
  public void similar(int item, Scores into) {
    for (int at = starts[item]; at < starts[item + 1]; at++) {
      if (weights[at] > 0) {
        into.add(columns[at], weights[at] / largest);
      }
    }
  }

  @Override
  public float similarity(int item, int other) {
    float weight = weight(item, other);
    return weight > 0 ? weight / largest : 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    items.write(out);
    for (int item = 0; item < items.size(); item++) {
      out.writeInt(starts[item + 1] - starts[item]);
      for (int at = starts[item]; at < starts[item + 1]; at++) {
        out.writeInt(columns[at]);
        out.writeFloat(weights[at]);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static SparseModel read(DataInput in) throws IOException {
    ItemIndex items = ItemIndex.read(in);
    SparseRows rows = new SparseRows(items.size());
    for (int item = 0; item < items.size(); item++) {
      int count = in.readInt();
      if (count < 0 || count > items.size()) {
        throw new IOException("item %d has %d of %d".formatted(item, count, items.size()));
      }
      int[] columns = new int[count];
      float[] weights = new float[count];
      for (int i = 0; i < count; i++) {
        columns[i] = in.readInt();
        weights[i] = in.readFloat();
        if (columns[i] < 0
            || columns[i] >= items.size()
            || columns[i] == item
            || (i > 0 && columns[i] <= columns[i - 1])) {
          throw new IOException("item %d, entry %d: %d".formatted(item, i, columns[i]));
        }
      }
      rows.put(item, columns, weights);
    }
    try {
      return rows.model(items);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
