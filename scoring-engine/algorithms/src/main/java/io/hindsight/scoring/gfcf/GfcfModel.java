package io.hindsight.scoring.gfcf;

import io.hindsight.scoring.linear.NormalEquations;
import io.hindsight.scoring.linear.Room;
import io.hindsight.scoring.linear.RowScan;
import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.Factorized;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import io.hindsight.scoring.sparse.SparseModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A linear and an ideal low-pass filter. Immutable and safe for use by many threads. */
public final class GfcfModel implements ItemModel, Factorized {
  private final SparseModel linear;
  private final int factors;
  private final int width;
  private final float[] vectors;
  private final float[] roots;
  private final float alpha;
  private final RowScan scan;

  /**
   * @param vectors {@code items × width}, row-major, not copied
   * @param roots of how much was done with each item
   */
  GfcfModel(SparseModel linear, int factors, float[] vectors, float[] roots, float alpha) {
    this.linear = linear;
    this.factors = factors;
    this.width = NormalEquations.padded(factors);
    this.vectors = vectors;
    this.roots = roots;
    this.alpha = alpha;
    this.scan = new RowScan(vectors, roots.length, width);
    for (int at = 0; at < vectors.length; at++) {
      if (!Float.isFinite(vectors[at])) {
        throw new IllegalArgumentException(
            "factor %d of item %d is %s".formatted(at % width, at / width, vectors[at]));
      }
    }
  }

  @Override
  public ItemIndex items() {
    return linear.items();
  }

  @Override
  public int factors() {
    return factors;
  }

  @Override
  public float factor(int item, int factor) {
    return vectors[item * width + factor];
  }

  @Override
  public void score(History history, Scores into) {
    history.requireAmong(items());
    linear.score(history, into);
    float[] person = new float[width];
    for (int h = 0; h < history.size(); h++) {
      int item = history.items()[h];
      float weight = weight(item, history.weights()[h]);
      for (int k = 0; k < width; k++) {
        person[k] = Math.fma(weight, vectors[item * width + k], person[k]);
      }
    }
    float[] products = scan.products(History.requireFinite(person));
    for (int item = 0; item < products.length; item++) {
      products[item] *= roots[item];
    }
    into.addAll(products, 1);
  }

  private float weight(int item, float weight) {
    return roots[item] > 0 ? alpha * weight / roots[item] : 0;
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    history.requireAmong(items());
    Breakdown parts = Breakdown.of(items.length, history.size());
    for (int i = 0; i < items.length; i++) {
      int item = items[i];
      for (int h = 0; h < history.size(); h++) {
        int met = history.items()[h];
        float along =
            NormalEquations.dot(vectors, met * width, vectors, item * width, width) * roots[item];
        parts.history()[i][h] =
            history.weights()[h] * linear.weight(met, item)
                + weight(met, history.weights()[h]) * along;
      }
    }
    return parts;
  }

  @Override
  public void similar(int item, Scores into) {
    linear.similar(item, into);
  }

  @Override
  public float similarity(int item, int other) {
    return linear.similarity(item, other);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    linear.write(out);
    out.writeInt(factors);
    out.writeFloat(alpha);
    for (int item = 0; item < roots.length; item++) {
      out.writeFloat(roots[item]);
      for (int k = 0; k < factors; k++) {
        out.writeFloat(vectors[item * width + k]);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static GfcfModel read(DataInput in) throws IOException {
    SparseModel linear = SparseModel.read(in);
    int factors = in.readInt();
    float alpha = in.readFloat();
    if (factors < 1 || factors > 2_048 || !(alpha >= 0 && alpha <= Float.MAX_VALUE)) {
      throw new IOException(factors + " factors, an alpha of " + alpha);
    }
    int items = linear.items().size();
    int width = NormalEquations.padded(factors);
    float[] roots = new float[items];
    float[] vectors = new float[Room.of(items, width, "factors")];
    for (int item = 0; item < items; item++) {
      roots[item] = in.readFloat();
      if (!(roots[item] >= 0 && roots[item] <= Float.MAX_VALUE)) {
        throw new IOException("the root of item %d is %s".formatted(item, roots[item]));
      }
      for (int k = 0; k < factors; k++) {
        vectors[item * width + k] = in.readFloat();
      }
    }
    try {
      return new GfcfModel(linear, factors, vectors, roots, alpha);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
