package io.hindsight.scoring.linear;

import java.util.Arrays;

/**
 * The best rows of one vector, best first; of equals the one with the smaller number.
 *
 * @param rows by number
 * @param products one for each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Best(int[] rows, float[] products) {

  public int size() {
    return rows.length;
  }

  /** A heap whose root is the worst one kept: a product and, below it, its row. */
  static final class Heap {
    private final long[] kept;
    private int size;
    private float least = Float.NEGATIVE_INFINITY;

    Heap(int most) {
      kept = new long[most];
    }

    /** What is smaller, or not a number, would not be kept. */
    float least() {
      return least;
    }

    void offer(int row, float product) {
      long key = key(row, product);
      if (size < kept.length) {
        up(key);
      } else if (key > kept[0]) {
        down(key);
      }
      if (size == kept.length) {
        least = product(kept[0]);
      }
    }

    void offerAll(Heap other) {
      for (int i = 0; i < other.size; i++) {
        offer(row(other.kept[i]), product(other.kept[i]));
      }
    }

    Best best() {
      long[] sorted = Arrays.copyOf(kept, size);
      Arrays.sort(sorted);
      int[] rows = new int[size];
      float[] products = new float[size];
      for (int i = 0; i < size; i++) {
        rows[i] = row(sorted[size - 1 - i]);
        products[i] = product(sorted[size - 1 - i]);
      }
      return new Best(rows, products);
    }

    /** Ordered as products are, and against the order of rows. */
    private static long key(int row, float product) {
      int bits = Float.floatToRawIntBits(product + 0f); // -0 is as good as 0
      return (long) (bits ^ (bits >> 31 & Integer.MAX_VALUE)) << 32 | (~row & 0xffff_ffffL);
    }

    private static int row(long key) {
      return ~(int) key;
    }

    private static float product(long key) {
      int bits = (int) (key >> 32);
      return Float.intBitsToFloat(bits ^ (bits >> 31 & Integer.MAX_VALUE));
    }

    private void up(long key) {
      int at = size++;
      for (int parent = (at - 1) >> 1; at > 0 && kept[parent] > key; parent = (at - 1) >> 1) {
        kept[at] = kept[parent];
        at = parent;
      }
      kept[at] = key;
    }

    private void down(long key) {
      int at = 0;
      for (int child = 1; child < size; child = 2 * at + 1) {
        if (child + 1 < size && kept[child + 1] < kept[child]) {
          child++;
        }
        if (kept[child] >= key) {
          break;
        }
        kept[at] = kept[child];
        at = child;
      }
      kept[at] = key;
    }
  }
}
