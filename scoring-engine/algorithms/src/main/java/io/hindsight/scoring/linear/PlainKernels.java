package io.hindsight.scoring.linear;

/** Loops that the JIT makes vector instructions of by itself. */
final class PlainKernels implements Kernels {

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
    int k = first;
    for (; k + Lanes.EIGHT <= end; k += Lanes.EIGHT) {
      for (int i = from; i < to; i += 2) {
        Lanes.addEight(sum[i], sum[i + 1], left, right, k, i, column, until);
      }
    }
    for (; k < end; k++) {
      for (int i = from; i < to; i++) {
        Lanes.add(sum[i], right[k], left[k][i], column, until);
      }
    }
  }

  @Override
  public void addRow(
      float[] sum, float[] by, float[][] rows, int first, int end, int column, int until) {
    int k = first;
    for (; k + Lanes.EIGHT <= end; k += Lanes.EIGHT) {
      Lanes.addEight(sum, by, rows, k, column, until);
    }
    for (; k < end; k++) {
      Lanes.add(sum, rows[k], by[k], column, until);
    }
  }

  @Override
  public void multiplyRows(float[][] rows, float[] by, float[][] into, int end) {
    for (int k = 0; k < end; k++) {
      Lanes.multiply(rows[k], by[k], into[k]);
    }
  }
}
