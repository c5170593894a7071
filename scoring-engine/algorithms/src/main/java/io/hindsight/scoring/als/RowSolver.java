package io.hindsight.scoring.als;

import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.linear.NormalEquations;
import java.util.Arrays;

/** Solves one row after the other, the other side standing still. One for each thread. */
final class RowSolver {
  private final HalfSweep sweep;
  private final int block;
  private final NormalEquations equations;
  private final NormalEquations last;
  private float[] predictions = new float[64];

  RowSolver(HalfSweep sweep, int block) {
    this.sweep = sweep;
    int width = sweep.own().width();
    this.block = block == 0 ? width : Math.min(width, NormalEquations.padded(block));
    this.equations = new NormalEquations(this.block, sweep.ahead());
    int rest = width % this.block;
    this.last = rest == 0 ? equations : new NormalEquations(rest, sweep.ahead());
  }

  /**
   * What the rows of a half-sweep have in common.
   *
   * @param base α₀ times the other side's Gram matrix, both triangles
   * @param unit what a weight is multiplied by
   * @param ahead multiply-adds of the whole training, about
   */
  record HalfSweep(
      Rows rows,
      Factors own,
      Factors other,
      @SuppressWarnings("ArrayRecordComponent") float[][] base,
      Objective objective,
      float unit,
      long ahead) {}

  void solve(int row) {
    Rows rows = sweep.rows();
    int observed = rows.length(row);
    if (observed == 0) {
      Factors own = sweep.own(); // What nobody met pulls at nothing: zero minimises the objective.
      Arrays.fill(own.values(), own.start(row), own.start(row) + own.width(), 0);
      return;
    }
    float ridge = sweep.objective().ridge(observed, sweep.other().rows());
    try {
      if (block == sweep.own().width()) {
        solveWhole(row, ridge);
      } else {
        solveInBlocks(row, ridge);
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "row %d of %d pairs: %s; more regularization may help"
              .formatted(row, observed, e.getMessage()),
          e);
    }
  }

  private void solveWhole(int row, float ridge) {
    Rows rows = sweep.rows();
    equations.begin(sweep.base(), 0, ridge);
    for (int at = rows.start(row); at < rows.start(row + 1); at++) {
      float weight = rows.weight(at) * sweep.unit();
      equations.add(sweep.other().values(), sweep.other().start(rows.column(at)), weight, weight);
    }
    System.arraycopy(equations.solve(), 0, sweep.own().values(), sweep.own().start(row), block);
  }

  private void solveInBlocks(int row, float ridge) {
    predict(row);
    int width = sweep.own().width();
    for (int from = 0; from < width; from += block) {
      solveBlock(row, ridge, from, Math.min(width, from + block));
    }
  }

  private void predict(int row) {
    Rows rows = sweep.rows();
    if (predictions.length < rows.length(row)) {
      predictions = new float[rows.length(row) * 2];
    }
    for (int h = 0; h < rows.length(row); h++) {
      predictions[h] = product(row, h, 0, sweep.own().width(), sweep.own().values());
    }
  }

  /** Of a row's vector, or what stands in its place, and that of its h-th pair. */
  private float product(int row, int h, int from, int length, float[] values) {
    int column = sweep.rows().column(sweep.rows().start(row) + h);
    int at = values == sweep.own().values() ? sweep.own().start(row) : 0;
    return NormalEquations.dot(
        values, at, sweep.other().values(), sweep.other().start(column) + from, length);
  }

  private void solveBlock(int row, float ridge, int from, int to) {
    Rows rows = sweep.rows();
    Factors own = sweep.own();
    NormalEquations part = to - from == block ? equations : last;
    part.begin(sweep.base(), from, ridge);
    for (int h = 0; h < rows.length(row); h++) {
      int at = rows.start(row) + h;
      float weight = rows.weight(at) * sweep.unit();
      part.add(
          sweep.other().values(),
          sweep.other().start(rows.column(at)) + from,
          weight,
          weight * (1 - predictions[h]));
    }
    part.flush();
    int start = own.start(row);
    for (int j = from; j < to; j++) {
      float pushed =
          NormalEquations.dot(own.values(), start, sweep.base()[j], 0, own.width())
              + ridge * own.values()[start + j];
      part.pull(j - from, -pushed);
    }
    float[] step = part.solve();
    for (int j = from; j < to; j++) {
      own.values()[start + j] += step[j - from];
    }
    for (int h = 0; h < rows.length(row); h++) {
      predictions[h] += product(row, h, from, to - from, step);
    }
  }
}
