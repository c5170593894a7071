package io.hindsight.scoring.evaluation.metrics;

/**
 * The best few of many scores: higher first, ties by item. A heap of longs, the score above and the
 * item below. For one thread at a time.
 */
final class TopItems {
  private final long[] heap;
  private int size;

  TopItems(int capacity) {
    heap = new long[capacity];
  }

  void clear() {
    size = 0;
  }

  /**
   * @param score finite
   */
  void offer(int item, float score) {
    long key = key(item, score);
    if (size < heap.length) {
      heap[size] = key;
      rise(size++);
    } else if (key > heap[0]) {
      heap[0] = key;
      sink();
    }
  }

  // Adding zero makes one of both zeros. A float's bits rise with it, once negatives are turned.
  private static long key(int item, float score) {
    int bits = Float.floatToIntBits(score + 0f);
    int rising = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    return ((long) rising << 32) | (~item & 0xFFFFFFFFL);
  }

  /** Best first. Empties it. */
  int[] take() {
    int[] items = new int[size];
    for (int i = size - 1; i >= 0; i--) {
      items[i] = ~(int) heap[0];
      heap[0] = heap[--size];
      sink();
    }
    return items;
  }

  private void rise(int at) {
    while (at > 0 && heap[at] < heap[(at - 1) / 2]) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void sink() {
    int at = 0;
    while (true) {
      int least = at;
      for (int child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
        least = heap[child] < heap[least] ? child : least;
      }
      if (least == at) {
        return;
      }
      swap(at, least);
      at = least;
    }
  }

  private void swap(int a, int b) {
    long kept = heap[a];
    heap[a] = heap[b];
    heap[b] = kept;
  }
}
