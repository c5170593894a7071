package io.hindsight.scoring.profiles;

import io.hindsight.scoring.knn.Similarity;
import io.hindsight.scoring.knn.Weighting;
import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import io.hindsight.scoring.model.Selected;
import io.hindsight.scoring.profiles.Neighbours.Near;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Profiles of people or sessions. Immutable and safe for use by many threads. */
public final class ProfileModel implements ItemModel {
  private final ItemIndex items;
  private final Profiles profiles;
  private final Weights weights;
  private final Nearness nearness;
  private final Asking asking;
  private final Neighbours neighbours;
  private final int[] rows;
  private final double[] norms;

  /**
   * What of a history is asked with.
   *
   * @param last newest entries; 0 for the whole history as it is
   * @param gap milliseconds
   */
  record Asking(int last, long gap) {
    static final Asking WHOLE_HISTORY = new Asking(0, 0);

    Selected of(History history) {
      if (last == 0) {
        return new Selected(history, IntStream.range(0, history.size()).toArray());
      }
      int[] newest = history.lastSession(last, gap);
      float[] weights = new float[newest.length];
      for (int i = 0; i < newest.length; i++) {
        float share = (float) (newest.length - i) / newest.length;
        weights[i] = Math.max(history.weights()[newest[i]] * share, Float.MIN_NORMAL);
      }
      return Selected.of(history, newest, weights);
    }
  }

  ProfileModel(
      ItemIndex items, Profiles profiles, Weights weights, Nearness nearness, Asking asking) {
    this.items = items;
    this.profiles = profiles;
    this.weights = weights;
    this.nearness = nearness;
    this.asking = asking;
    this.rows = profiles.rows();
    this.neighbours = new Neighbours(profiles, rows, weights, nearness);
    this.norms = new double[items.size()];
    for (int item = 0; item < norms.length; item++) {
      norms[item] = Math.sqrt(product(item, item));
    }
  }

  @Override
  public ItemIndex items() {
    return items;
  }

  /** How many there are. */
  public int profiles() {
    return profiles.count();
  }

  @Override
  public void score(History history, Scores into) {
    history.requireAmong(items);
    for (Near near : neighbours.of(asking.of(history).history())) {
      int end = profiles.start(near.row() + 1);
      for (int at = profiles.start(near.row()); at < end; at++) {
        into.add(profiles.column(at), (float) (near.similarity() * profiles.weight(at)));
      }
    }
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    history.requireAmong(this.items);
    Selected selected = asking.of(history);
    History asked = selected.history();
    List<Near> all = neighbours.of(asked);
    double[][] shares = new double[all.size()][];
    for (int n = 0; n < shares.length; n++) {
      shares[n] = neighbours.shares(asked, all.get(n).row());
    }
    Breakdown parts = Breakdown.of(items.length, asked.size());
    for (int i = 0; i < items.length; i++) {
      double[] sums = new double[asked.size()];
      for (int n = 0; n < shares.length; n++) {
        int at = profiles.find(all.get(n).row(), items[i]);
        double amount = at < 0 ? 0 : all.get(n).similarity() * profiles.weight(at);
        for (int h = 0; h < sums.length && amount > 0; h++) {
          sums[h] += amount * shares[n][h];
        }
      }
      for (int h = 0; h < sums.length; h++) {
        parts.history()[i][h] = (float) sums[h];
      }
    }
    return selected.ofWhole(history, parts);
  }

  /** The cosine of two items' weights in all profiles. */
  @Override
  public void similar(int item, Scores into) {
    double[] products = new double[items.size()];
    for (int i = profiles.itemStart(item); i < profiles.itemStart(item + 1); i++) {
      int own = profiles.place(i);
      int end = profiles.start(rows[own] + 1);
      for (int at = profiles.start(rows[own]); at < end; at++) {
        products[profiles.column(at)] += (double) profiles.weight(own) * profiles.weight(at);
      }
    }
    for (int other = 0; other < products.length; other++) {
      float alike = other == item ? 0 : cosine(item, other, products[other]);
      if (alike > 0) {
        into.add(other, alike);
      }
    }
  }

  @Override
  public float similarity(int item, int other) {
    return cosine(item, other, product(item, other));
  }

  private float cosine(int item, int other, double product) {
    return product > 0 ? (float) Math.min(1, product / (norms[item] * norms[other])) : 0;
  }

  private double product(int item, int other) {
    double sum = 0;
    for (int i = profiles.itemStart(item); i < profiles.itemStart(item + 1); i++) {
      int own = profiles.place(i);
      int at = profiles.find(rows[own], other);
      if (at >= 0) {
        sum += (double) profiles.weight(own) * profiles.weight(at);
      }
    }
    return sum;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    items.write(out);
    out.writeInt(nearness.neighbours());
    out.writeDouble(nearness.shrinkage());
    out.writeByte(nearness.similarity().ordinal());
    out.writeInt(asking.last());
    out.writeLong(asking.gap());
    weights.write(out);
    profiles.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static ProfileModel read(DataInput in) throws IOException {
    ItemIndex items = ItemIndex.read(in);
    int neighbours = in.readInt();
    double shrinkage = in.readDouble();
    int similarity = in.readUnsignedByte();
    Asking asking = new Asking(in.readInt(), in.readLong());
    if (similarity >= Similarity.values().length || asking.last() < 0 || asking.gap() < 0) {
      throw new IOException("similarity %d, %s".formatted(similarity, asking));
    }
    try {
      Nearness.require(neighbours, shrinkage, 1);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    Weights weights = Weights.read(in, items.size());
    Weighting weighting = weights.weighting();
    Nearness nearness =
        new Nearness(neighbours, shrinkage, Similarity.values()[similarity], weighting);
    return new ProfileModel(items, Profiles.read(in, items.size()), weights, nearness, asking);
  }
}
