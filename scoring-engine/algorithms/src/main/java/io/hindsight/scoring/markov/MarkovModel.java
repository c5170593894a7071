package io.hindsight.scoring.markov;

import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import io.hindsight.scoring.model.Selected;
import io.hindsight.scoring.sparse.SparseModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** How often one item follows another. Immutable and safe for use by many threads. */
public final class MarkovModel implements ItemModel {
  private final SparseModel transitions;
  private final int last;
  private final long gap;
  private final float memory;

  /**
   * @param gap in milliseconds; 0 for none
   */
  MarkovModel(SparseModel transitions, int last, long gap, float memory) {
    this.transitions = transitions;
    this.last = last;
    this.gap = gap;
    this.memory = memory;
  }

  @Override
  public ItemIndex items() {
    return transitions.items();
  }

  @Override
  public void score(History history, Scores into) {
    history.requireAmong(items());
    transitions.score(recent(history).history(), into);
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    history.requireAmong(items());
    Selected recent = recent(history);
    return recent.ofWhole(history, transitions.breakDown(recent.history(), items));
  }

  /** What a history's newest entries still weigh. */
  private Selected recent(History history) {
    int[] newest = history.lastSession(last, gap);
    int[] entries = new int[newest.length];
    float[] weights = new float[newest.length];
    float left = 1;
    int size = 0;
    for (int entry : newest) {
      float weight = history.weights()[entry] * left;
      if (weight > 0) {
        entries[size] = entry;
        weights[size++] = weight;
      }
      left *= memory;
    }
    return Selected.of(history, Arrays.copyOf(entries, size), Arrays.copyOf(weights, size));
  }

  /** How often an item comes next, over the most frequent step of all. */
  @Override
  public void similar(int item, Scores into) {
    transitions.similar(item, into);
  }

  @Override
  public float similarity(int item, int other) {
    return transitions.similarity(item, other);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    transitions.write(out);
    out.writeInt(last);
    out.writeLong(gap);
    out.writeFloat(memory);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static MarkovModel read(DataInput in) throws IOException {
    SparseModel transitions = SparseModel.read(in);
    int last = in.readInt();
    long gap = in.readLong();
    float memory = in.readFloat();
    if (last < 1 || gap < 0 || !(memory >= 0 && memory <= 1)) {
      throw new IOException("last %d, gap %d, memory %s".formatted(last, gap, memory));
    }
    return new MarkovModel(transitions, last, gap, memory);
  }
}
