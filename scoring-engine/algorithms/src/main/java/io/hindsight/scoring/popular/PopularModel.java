package io.hindsight.scoring.popular;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** How much everybody did with each item. Immutable and safe for use by many threads. */
public final class PopularModel implements ItemModel {
  private final ItemIndex items;
  private final float[] totals;

  private PopularModel(ItemIndex items, float[] totals) {
    this.items = items;
    this.totals = totals;
  }

  public static PopularModel of(TrainingData data) {
    Rows rows = data.byItem();
    float[] totals = new float[rows.count()];
    for (int item = 0; item < totals.length; item++) {
      double sum = 0;
      for (int at = rows.start(item); at < rows.start(item + 1); at++) {
        sum += rows.weight(at);
      }
      totals[item] = (float) Math.min(sum, Float.MAX_VALUE);
    }
    return new PopularModel(data.items(), totals);
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
  public List<List<Contribution>> explain(History history, int[] items, int limit) {
    history.requireAmong(this.items);
    return Collections.nCopies(items.length, List.of());
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
