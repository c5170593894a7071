package io.hindsight.scoring.popular;

import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How much everybody did with each item. Immutable and safe for use by many threads. */
public final class PopularModel implements ItemModel {
  private final ItemIndex items;
  private final float[] totals;

  private PopularModel(ItemIndex items, float[] totals) {
    this.items = items;
    this.totals = totals;
  }

  /**
   * @param sums 0 or more, one for each item
   */
  static PopularModel of(ItemIndex items, double[] sums) {
    float[] totals = new float[sums.length];
    for (int item = 0; item < totals.length; item++) {
      totals[item] = (float) Math.min(sums[item], Float.MAX_VALUE);
    }
    return new PopularModel(items, totals);
  }

  @Override
  public ItemIndex items() {
    return items;
  }

  @Override
  public void score(History history, Scores into) {
    history.requireAmong(items);
    into.addAll(totals, 1);
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    history.requireAmong(this.items);
    Breakdown parts = Breakdown.of(items.length, history.size());
    for (int i = 0; i < items.length; i++) {
      parts.everybody()[i] = totals[items[i]];
    }
    return parts;
  }

  @Override
  public void similar(int item, Scores into) {
    // Who is popular says nothing of who is alike.
  }

  @Override
  public float similarity(int item, int other) {
    return 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    items.write(out);
    for (float total : totals) {
      out.writeFloat(total);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static PopularModel read(DataInput in) throws IOException {
    ItemIndex items = ItemIndex.read(in);
    float[] totals = new float[items.size()];
    for (int item = 0; item < totals.length; item++) {
      totals[item] = in.readFloat();
      if (!(totals[item] >= 0 && totals[item] <= Float.MAX_VALUE)) {
        throw new IOException("the total of item %d is %s".formatted(item, totals[item]));
      }
    }
    return new PopularModel(items, totals);
  }
}
