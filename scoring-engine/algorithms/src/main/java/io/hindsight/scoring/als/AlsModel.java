package io.hindsight.scoring.als;

import io.hindsight.scoring.linear.Best;
import io.hindsight.scoring.linear.Cosines;
import io.hindsight.scoring.linear.NormalEquations;
import io.hindsight.scoring.linear.RowScan;
import io.hindsight.scoring.linear.TopRows;
import io.hindsight.scoring.linear.Workers;
import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.Factorized;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A vector for each item. Immutable and safe for use by many threads. */
public final class AlsModel implements ItemModel, Factorized {
  private final ItemIndex items;
  private final int dimensions;
  private final Factors factors;
  private final Objective objective;
  private final float unit;
  private final float[][] base;
  private final RowScan scan;
  private final Cosines cosines;

  /**
   * @param factors of the items, not copied
   * @param unit what a history's weight is multiplied by
   */
  AlsModel(
      ItemIndex items,
      int dimensions,
      Factors factors,
      Objective objective,
      float unit,
      Workers workers) {
    this.items = items;
    this.dimensions = dimensions;
    this.factors = factors;
    this.objective = objective;
    this.unit = unit;
    this.base = factors.gram(objective.alpha0(), workers);
    this.scan = new RowScan(factors.values(), factors.rows(), factors.width());
    this.cosines = new Cosines(factors.values(), factors.rows(), factors.width());
  }

  @Override
  public ItemIndex items() {
    return items;
  }

  @Override
  public int factors() {
    return dimensions;
  }

  @Override
  public float factor(int item, int factor) {
    return factors.values()[factors.start(item) + factor];
  }

  @Override
  public void score(History history, Scores into) {
    history.requireAmong(items);
    if (history.size() > 0) {
      NormalEquations equations = new NormalEquations(factors.width());
      into.addAll(scan.products(foldIn(history, equations)), 1);
    }
  }

  /**
   * The best items of many people, all items looked at, several people in one pass over them. What
   * people already know is among them; nobody without a history gets any.
   *
   * @param most at most so many of each
   * @return for each history its best items, by number; the same on any threads
   */
  public List<Best> best(List<History> histories, int most, Workers workers) {
    float[][] people = new float[histories.size()][];
    workers.run(
        people.length,
        () -> new NormalEquations(factors.width()),
        (equations, at) -> {
          histories.get(at).requireAmong(items);
          people[at] = foldIn(histories.get(at), equations).clone();
        });
    List<Best> best = new TopRows(scan).of(people, most, workers);
    for (int at = 0; at < people.length; at++) {
      if (histories.get(at).size() == 0) {
        best.set(at, new Best(new int[0], new float[0]));
      }
    }
    return best;
  }

  /** A person's vector; afterwards the equations solve for other right sides. */
  private float[] foldIn(History history, NormalEquations equations) {
    equations.begin(base, 0, objective.ridge(history.size(), items.size()));
    for (int h = 0; h < history.size(); h++) {
      float weight = history.weights()[h] * unit;
      equations.add(factors.values(), factors.start(history.items()[h]), weight, weight);
    }
    try {
      return History.requireFinite(equations.solve());
    } catch (ArithmeticException e) {
      throw History.tooFar(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    history.requireAmong(this.items);
    NormalEquations equations = new NormalEquations(factors.width());
    if (history.size() > 0) {
      foldIn(history, equations);
    }
    Breakdown parts = Breakdown.of(items.length, history.size());
    for (int i = 0; i < items.length; i++) {
      int start = factors.start(items[i]);
      float[] seen = Arrays.copyOfRange(factors.values(), start, start + factors.width());
      equations.solve(seen);
      for (int h = 0; h < history.size(); h++) {
        int met = factors.start(history.items()[h]);
        parts.history()[i][h] =
            history.weights()[h]
                * unit
                * NormalEquations.dot(seen, 0, factors.values(), met, factors.width());
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
    out.writeInt(dimensions);
    out.writeDouble(objective.regularization());
    out.writeDouble(objective.alpha0());
    out.writeDouble(objective.exponent());
    out.writeFloat(unit);
    for (int item = 0; item < items.size(); item++) {
      for (int k = 0; k < dimensions; k++) {
        out.writeFloat(factors.values()[factors.start(item) + k]);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static AlsModel read(DataInput in) throws IOException {
    ItemIndex items = ItemIndex.read(in);
    int dimensions = in.readInt();
    Objective objective = new Objective(in.readDouble(), in.readDouble(), in.readDouble());
    float unit = in.readFloat();
    if (dimensions < 1 || dimensions > 2_048 || !(unit > 0 && unit <= Float.MAX_VALUE)) {
      throw new IOException(dimensions + " factors, a unit of " + unit);
    }
    Factors factors = new Factors(items.size(), dimensions);
    for (int item = 0; item < items.size(); item++) {
      for (int k = 0; k < dimensions; k++) {
        float value = in.readFloat();
        if (!Float.isFinite(value)) {
          throw new IOException("factor %d of item %d is %s".formatted(k, item, value));
        }
        factors.values()[factors.start(item) + k] = value;
      }
    }
    try (Workers workers = new Workers(1)) {
      return new AlsModel(items, dimensions, factors, objective, unit, workers);
    }
  }
}
