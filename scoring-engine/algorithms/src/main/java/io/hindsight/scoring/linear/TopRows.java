package io.hindsight.scoring.linear;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows with the largest inner products, exactly: all of them are looked at. Rows come from
 * memory once for several vectors, since fetching them takes longer than multiplying them.
 */
public final class TopRows {

  /** So many share a pass; beyond that the arithmetic takes longer than the memory. */
  private static final int TOGETHER = 8;

  /** Each piece of rows has its own heaps, which are merged: few, but enough for any threads. */
  private static final int PIECES = 32;

  private final RowScan scan;

  public TopRows(RowScan scan) {
    this.scan = scan;
  }

  /**
   * The same whatever the threads are.
   *
   * @param vectors each as wide as the rows
   * @param most at most so many of each
   * @return for each vector its best rows; those whose product is not a number are none
   */
  public List<Best> of(float[][] vectors, int most, Workers workers) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, was " + most);
    }
    int kept = Math.min(most, scan.rows());
    List<Best> best = new ArrayList<>(vectors.length);
    for (int first = 0; first < vectors.length; first += TOGETHER) {
      best.addAll(pass(vectors, first, Math.min(vectors.length, first + TOGETHER), kept, workers));
    }
    return best;
  }

  private List<Best> pass(float[][] vectors, int first, int end, int kept, Workers workers) {
    int count = end - first;
    float[][] byFactor = byFactor(vectors, first, end);
    int pieces = Math.min(PIECES, scan.blocks());
    Best.Heap[][] heaps = new Best.Heap[pieces][count];
    workers.run(
        pieces,
        () -> new float[byFactor[0].length][RowScan.BLOCK],
        (products, piece) -> {
          for (int v = 0; v < count; v++) {
            heaps[piece][v] = new Best.Heap(kept);
          }
          int to = (int) ((long) scan.blocks() * (piece + 1) / pieces);
          for (int block = (int) ((long) scan.blocks() * piece / pieces); block < to; block++) {
            if (count == 1) {
              scan.products(block, vectors[first], products[0]);
            } else {
              scan.products(block, byFactor, products);
            }
            for (int v = 0; v < count; v++) {
              offer(heaps[piece][v], block * RowScan.BLOCK, products[v], scan.length(block));
            }
          }
        });
    List<Best> best = new ArrayList<>(count);
    for (int v = 0; v < count; v++) {
      Best.Heap all = new Best.Heap(kept);
      for (Best.Heap[] piece : heaps) {
        all.offerAll(piece[v]);
      }
      best.add(all.best());
    }
    return best;
  }

  /** Some vectors the other way round, zeros beside them, up to a multiple of four. */
  private float[][] byFactor(float[][] vectors, int first, int end) {
    float[][] byFactor = new float[scan.width()][(end - first + 3) / 4 * 4];
    for (int k = 0; k < scan.width(); k++) {
      for (int v = first; v < end; v++) {
        byFactor[k][v - first] = vectors[v][k];
      }
    }
    return byFactor;
  }

  /** Most blocks hold nothing that is good enough, which their largest product tells. */
  private static void offer(Best.Heap heap, int firstRow, float[] products, int length) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, products[i]);
    }
    if (largest < heap.least()) {
      return;
    }
    for (int i = 0; i < length; i++) {
      if (products[i] >= heap.least()) {
        heap.offer(firstRow + i, products[i]);
      }
    }
  }
}
