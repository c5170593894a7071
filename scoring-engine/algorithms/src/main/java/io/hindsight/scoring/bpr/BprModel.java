package io.hindsight.scoring.bpr;

import io.hindsight.scoring.linear.Cosines;
import io.hindsight.scoring.linear.Noise;
import io.hindsight.scoring.linear.NormalEquations;
import io.hindsight.scoring.linear.RowScan;
import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.Factorized;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;

/** A vector and a bias for each item. Immutable and safe for use by many threads. */
public final class BprModel implements ItemModel, Factorized {
  private static final int TRIES = 16;

  private final ItemIndex items;
  private final BprConfig config;
  private final ItemSide side;
  private final float unit;
  private final long seed;
  private final RowScan scan;
  private final Cosines cosines;

  /**
   * @param side not copied
   * @param unit what a history's weight is multiplied by
   */
  BprModel(ItemIndex items, BprConfig config, ItemSide side, float unit, long seed) {
    this.items = items;
    this.config = config;
    this.side = side;
    this.unit = unit;
    this.seed = seed;
    float[] vectors = side.vectors();
    for (int at = 0; at < vectors.length; at++) {
      if (!Float.isFinite(vectors[at]) || !Float.isFinite(side.biases()[at / side.width()])) {
        throw new IllegalArgumentException(
            "factor %d of item %d is %s, its bias %s; a smaller learningRate may help"
                .formatted(
                    at % side.width(),
                    at / side.width(),
                    vectors[at],
                    side.biases()[at / side.width()]));
      }
    }
    scan = new RowScan(vectors, items.size(), side.width());
    cosines = new Cosines(vectors, items.size(), side.width());
  }

  @Override
  public ItemIndex items() {
    return items;
  }

  @Override
  public int factors() {
    return config.factors();
  }

  @Override
  public float factor(int item, int factor) {
    return side.vectors()[item * side.width() + factor];
  }

  @Override
  public void score(History history, Scores into) {
    history.requireAmong(items);
    float[] person = new float[side.width()];
    for (float[] part : foldIn(history)) {
      for (int k = 0; k < person.length; k++) {
        person[k] += part[k];
      }
    }
    into.addAll(scan.products(person), 1);
    into.addAll(side.biases(), 1);
  }

  /** What each entry of a history adds to the person's vector: {@code history × width}. */
  private float[][] foldIn(History history) {
    int width = side.width();
    float[][] parts = new float[history.size()][width];
    float[] person = new float[width];
    BitSet met = new BitSet(items.size());
    for (int item : history.items()) {
      met.set(item);
    }
    Noise drawn = new Noise(seed);
    float kept = (float) (1 - config.learningRate() * config.regularization());
    for (int pass = 0; pass < config.foldIn() && met.cardinality() < items.size(); pass++) {
      for (int h = 0; h < parts.length; h++) {
        int other = negative(drawn, met, (long) pass << 32 | history.items()[h]);
        float weight = (float) config.learningRate() * history.weights()[h] * unit;
        int item = history.items()[h];
        float push = weight * ItemSide.doubt(side.margin(person, 0, item, other));
        for (int k = 0; k < width; k++) {
          float step =
              push * (side.vectors()[item * width + k] - side.vectors()[other * width + k]);
          person[k] += step;
          parts[h][k] += step;
        }
      }
      fade(parts, person, (float) StrictMath.pow(kept, parts.length));
    }
    History.requireFinite(person);
    return parts;
  }

  private static void fade(float[][] parts, float[] person, float kept) {
    for (int k = 0; k < person.length; k++) {
      person[k] *= kept;
      for (float[] part : parts) {
        part[k] *= kept;
      }
    }
  }

  /** There is one: the history does not have all items. */
  private int negative(Noise drawn, BitSet met, long place) {
    for (int i = 0; i < TRIES; i++) {
      int other = (int) ((drawn.bits(place * TRIES + i) >>> 33) % items.size());
      if (!met.get(other)) {
        return other;
      }
    }
    return met.nextClearBit(0);
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    history.requireAmong(this.items);
    Breakdown parts = Breakdown.of(items.length, history.size());
    float[][] vectors = foldIn(history);
    int width = side.width();
    for (int i = 0; i < items.length; i++) {
      parts.everybody()[i] = side.biases()[items[i]];
      for (int h = 0; h < vectors.length; h++) {
        parts.history()[i][h] =
            NormalEquations.dot(vectors[h], 0, side.vectors(), items[i] * width, width);
      }
    }
    return parts;
  }

  @Override
  public void similar(int item, Scores into) {
    cosines.similar(item, into);
  }

  /** The cosine of the two vectors, where it is positive. */
  @Override
  public float similarity(int item, int other) {
    return cosines.similarity(item, other);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    items.write(out);
    out.writeInt(config.factors());
    out.writeDouble(config.learningRate());
    out.writeDouble(config.regularization());
    out.writeInt(config.epochs());
    out.writeInt(config.foldIn());
    out.writeFloat(unit);
    out.writeLong(seed);
    for (int item = 0; item < items.size(); item++) {
      out.writeFloat(side.biases()[item]);
      for (int k = 0; k < config.factors(); k++) {
        out.writeFloat(side.vectors()[item * side.width() + k]);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static BprModel read(DataInput in) throws IOException {
    ItemIndex items = ItemIndex.read(in);
    try {
      BprConfig config =
          new BprConfig(in.readInt(), in.readDouble(), in.readDouble(), in.readInt(), in.readInt());
      float unit = in.readFloat();
      long seed = in.readLong();
      ItemSide side = new ItemSide(items.size(), config.factors());
      for (int item = 0; item < items.size(); item++) {
        side.biases()[item] = in.readFloat();
        for (int k = 0; k < config.factors(); k++) {
          side.vectors()[item * side.width() + k] = in.readFloat();
        }
      }
      return new BprModel(items, config, side, unit, seed);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
