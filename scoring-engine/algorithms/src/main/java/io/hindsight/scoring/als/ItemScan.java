package io.hindsight.scoring.als;

import io.hindsight.scoring.linear.NormalEquations;
import io.hindsight.scoring.model.Scores;
import java.util.Arrays;

/** Items' vectors the other way round, in blocks of items, for scoring all of them. */
final class ItemScan {
  private static final int BLOCK = 512;

  private final int items;
  private final int width;
  private final float[][] byFactor;

  ItemScan(Factors factors) {
    items = factors.rows();
    width = factors.width();
    int blocks = (items + BLOCK - 1) / BLOCK;
    byFactor = new float[blocks * width][];
    for (int at = 0; at < byFactor.length; at++) {
      int first = at / width * BLOCK;
      float[] row = new float[Math.min(BLOCK, items - first)];
      for (int i = 0; i < row.length; i++) {
        row[i] = factors.values()[factors.start(first + i) + at % width];
      }
      byFactor[at] = row;
    }
  }

  /** Adds the inner product of each item's vector and this one. */
  void score(float[] person, Scores into) {
    float[] scores = new float[items];
    float[] part = new float[BLOCK];
    for (int first = 0; first < items; first += BLOCK) {
      int length = Math.min(BLOCK, items - first);
      Arrays.fill(part, 0);
      NormalEquations.addRows(part, byFactor, first / BLOCK * width, person, width, length);
      System.arraycopy(part, 0, scores, first, length);
    }
    into.addAll(scores, 1);
  }
}
