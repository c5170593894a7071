package io.hindsight.scoring.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops that keep a tile of the sum in registers over all terms: element by element, nothing is
 * ever added across a vector. Compiled by anything but C2 each operation would make an object.
 *
 * <p>Each method with a loop of vectors has more than {@value #INLINED} bytes of code, whence its
 * terms written out: C2 inlines no larger one. Inlined into a caller that plain loops have used
 * before, it would meet the end of C2's budget within a loop, and each vector become an object.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > WIDEST
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();
  private static final int ROWS = 4;

  /** HotSpot's {@code FreqInlineSize}, in bytes of code. */
  static final int INLINED = 325;

  @Override
  public void addProducts(
      float[][] sum,
      int from,
      int to,
      float[][] left,
      float[][] right,
      int first,
      int end,
      int column,
      int until) {
    int start = column & -LANES;
    for (int i = from; i < to; i += ROWS) {
      int j = start;
      for (; j + LANES < until; j += 2 * LANES) {
        addToTile(sum, i, j, left, right, first, end);
      }
      if (j < until) {
        addToColumn(sum, i, j, left, right, first, end);
      }
    }
  }

  /** Four rows, two vectors wide: eight chains, enough to keep multipliers busy. */
  private static void addToTile(
      float[][] sum, int i, int j, float[][] left, float[][] right, int first, int end) {
    int next = j + LANES;
    FloatVector a0 = load(sum[i], j);
    FloatVector a1 = load(sum[i], next);
    FloatVector b0 = load(sum[i + 1], j);
    FloatVector b1 = load(sum[i + 1], next);
    FloatVector c0 = load(sum[i + 2], j);
    FloatVector c1 = load(sum[i + 2], next);
    FloatVector d0 = load(sum[i + 3], j);
    FloatVector d1 = load(sum[i + 3], next);
    for (int k = first; k < end; k++) {
      float[] by = left[k];
      FloatVector y0 = load(right[k], j);
      FloatVector y1 = load(right[k], next);
      FloatVector x = FloatVector.broadcast(SPECIES, by[i]);
      a0 = x.fma(y0, a0);
      a1 = x.fma(y1, a1);
      x = FloatVector.broadcast(SPECIES, by[i + 1]);
      b0 = x.fma(y0, b0);
      b1 = x.fma(y1, b1);
      x = FloatVector.broadcast(SPECIES, by[i + 2]);
      c0 = x.fma(y0, c0);
      c1 = x.fma(y1, c1);
      x = FloatVector.broadcast(SPECIES, by[i + 3]);
      d0 = x.fma(y0, d0);
      d1 = x.fma(y1, d1);
    }
    a0.intoArray(sum[i], j);
    a1.intoArray(sum[i], next);
    b0.intoArray(sum[i + 1], j);
    b1.intoArray(sum[i + 1], next);
    c0.intoArray(sum[i + 2], j);
    c1.intoArray(sum[i + 2], next);
    d0.intoArray(sum[i + 3], j);
    d1.intoArray(sum[i + 3], next);
  }

  /** Four rows, one vector wide, two terms a step. */
  private static void addToColumn(
      float[][] sum, int i, int j, float[][] left, float[][] right, int first, int end) {
    FloatVector a = load(sum[i], j);
    FloatVector b = load(sum[i + 1], j);
    FloatVector c = load(sum[i + 2], j);
    FloatVector d = load(sum[i + 3], j);
    int k = first;
    for (; k + 1 < end; k += 2) {
      float[] by = left[k];
      float[] next = left[k + 1];
      FloatVector y = load(right[k], j);
      FloatVector z = load(right[k + 1], j);
      a = FloatVector.broadcast(SPECIES, by[i]).fma(y, a);
      b = FloatVector.broadcast(SPECIES, by[i + 1]).fma(y, b);
      c = FloatVector.broadcast(SPECIES, by[i + 2]).fma(y, c);
      d = FloatVector.broadcast(SPECIES, by[i + 3]).fma(y, d);
      a = FloatVector.broadcast(SPECIES, next[i]).fma(z, a);
      b = FloatVector.broadcast(SPECIES, next[i + 1]).fma(z, b);
      c = FloatVector.broadcast(SPECIES, next[i + 2]).fma(z, c);
      d = FloatVector.broadcast(SPECIES, next[i + 3]).fma(z, d);
    }
    if (k < end) {
      float[] by = left[k];
      FloatVector y = load(right[k], j);
      a = FloatVector.broadcast(SPECIES, by[i]).fma(y, a);
      b = FloatVector.broadcast(SPECIES, by[i + 1]).fma(y, b);
      c = FloatVector.broadcast(SPECIES, by[i + 2]).fma(y, c);
      d = FloatVector.broadcast(SPECIES, by[i + 3]).fma(y, d);
    }
    a.intoArray(sum[i], j);
    b.intoArray(sum[i + 1], j);
    c.intoArray(sum[i + 2], j);
    d.intoArray(sum[i + 3], j);
  }

  @Override
  public void addRow(
      float[] sum, float[] by, float[][] rows, int first, int end, int column, int until) {
    int k = first;
    for (; k + Lanes.EIGHT <= end; k += Lanes.EIGHT) {
      FloatVector a = FloatVector.broadcast(SPECIES, by[k]);
      FloatVector b = FloatVector.broadcast(SPECIES, by[k + 1]);
      FloatVector c = FloatVector.broadcast(SPECIES, by[k + 2]);
      FloatVector d = FloatVector.broadcast(SPECIES, by[k + 3]);
      FloatVector e = FloatVector.broadcast(SPECIES, by[k + 4]);
      FloatVector f = FloatVector.broadcast(SPECIES, by[k + 5]);
      FloatVector g = FloatVector.broadcast(SPECIES, by[k + 6]);
      FloatVector h = FloatVector.broadcast(SPECIES, by[k + 7]);
      for (int j = column & -LANES; j < until; j += LANES) {
        FloatVector s = load(sum, j);
        s = a.fma(load(rows[k], j), s);
        s = b.fma(load(rows[k + 1], j), s);
        s = c.fma(load(rows[k + 2], j), s);
        s = d.fma(load(rows[k + 3], j), s);
        s = e.fma(load(rows[k + 4], j), s);
        s = f.fma(load(rows[k + 5], j), s);
        s = g.fma(load(rows[k + 6], j), s);
        h.fma(load(rows[k + 7], j), s).intoArray(sum, j);
      }
    }
    for (; k < end; k++) {
      FloatVector factor = FloatVector.broadcast(SPECIES, by[k]);
      for (int j = column & -LANES; j < until; j += LANES) {
        factor.fma(load(rows[k], j), load(sum, j)).intoArray(sum, j);
      }
    }
  }

  private static FloatVector load(float[] row, int at) {
    return FloatVector.fromArray(SPECIES, row, at);
  }

  @Override
  public void multiplyRows(float[][] rows, float[] by, float[][] into, int end) {
    for (int k = 0; k < end; k += Lanes.EIGHT) {
      FloatVector a = FloatVector.broadcast(SPECIES, by[k]);
      FloatVector b = FloatVector.broadcast(SPECIES, by[k + 1]);
      FloatVector c = FloatVector.broadcast(SPECIES, by[k + 2]);
      FloatVector d = FloatVector.broadcast(SPECIES, by[k + 3]);
      FloatVector e = FloatVector.broadcast(SPECIES, by[k + 4]);
      FloatVector f = FloatVector.broadcast(SPECIES, by[k + 5]);
      FloatVector g = FloatVector.broadcast(SPECIES, by[k + 6]);
      FloatVector h = FloatVector.broadcast(SPECIES, by[k + 7]);
      for (int j = 0; j < rows[k].length; j += LANES) {
        load(rows[k], j).mul(a).intoArray(into[k], j);
        load(rows[k + 1], j).mul(b).intoArray(into[k + 1], j);
        load(rows[k + 2], j).mul(c).intoArray(into[k + 2], j);
        load(rows[k + 3], j).mul(d).intoArray(into[k + 3], j);
        load(rows[k + 4], j).mul(e).intoArray(into[k + 4], j);
        load(rows[k + 5], j).mul(f).intoArray(into[k + 5], j);
        load(rows[k + 6], j).mul(g).intoArray(into[k + 6], j);
        load(rows[k + 7], j).mul(h).intoArray(into[k + 7], j);
      }
    }
  }
}
