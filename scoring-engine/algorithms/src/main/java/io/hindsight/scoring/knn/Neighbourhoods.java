package io.hindsight.scoring.knn;

import io.hindsight.scoring.linear.Room;
import io.hindsight.scoring.model.Scores;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code items × width} slots, row-major: an item's neighbours, the most similar first. Different
 * threads may fill different items. Or the same the other way round, see {@link #turned}.
 */
final class Neighbourhoods {
  private final int width;

  /** Where each item's slots begin; null where all have as many. */
  private final int @Nullable [] starts;

  private final int[] counts;
  private final int[] items;
  private final float[] similarities;

  Neighbourhoods(int items, int width) {
    this.width = width;
    starts = null;
    counts = new int[items];
    this.items = new int[Room.of(items, width, "neighbours")];
    similarities = new float[this.items.length];
  }

  private Neighbourhoods(int[] counts, int slots) {
    width = 0;
    this.counts = counts;
    starts = new int[counts.length];
    for (int item = 1; item < counts.length; item++) {
      starts[item] = starts[item - 1] + counts[item - 1];
    }
    items = new int[slots];
    similarities = new float[slots];
  }

  /** To each item those of which it is a neighbour, by number; {@code 8} bytes a neighbour. */
  Neighbourhoods turned() {
    int[] followers = new int[counts.length];
    int all = 0;
    for (int item = 0; item < counts.length; item++) {
      for (int i = 0; i < counts[item]; i++) {
        followers[neighbour(item, i)]++;
      }
      all += counts[item];
    }
    Neighbourhoods other = new Neighbourhoods(followers, all);
    int[] next = new int[counts.length];
    for (int item = 0; item < counts.length; item++) {
      for (int i = 0; i < counts[item]; i++) {
        int of = neighbour(item, i);
        other.put(of, next[of]++, item, similarity(item, i));
      }
    }
    return other;
  }

  private int start(int item) {
    return starts == null ? item * width : starts[item];
  }

  /**
   * @param ranked inverted bits of a similarity above, an item below
   */
  void put(int item, long[] ranked, int count) {
    counts[item] = count;
    for (int i = 0; i < count; i++) {
      put(item, i, (int) ranked[i], Float.intBitsToFloat(~(int) (ranked[i] >> 32)));
    }
  }

  void put(int item, int i, int neighbour, float similarity) {
    items[start(item) + i] = neighbour;
    similarities[start(item) + i] = similarity;
  }

  void count(int item, int count) {
    counts[item] = count;
  }

  /** Adds an item's neighbours to the scores, each by its similarity times the weight. */
  void addTo(Scores scores, int item, float weight) {
    int start = start(item);
    int end = start + counts[item];
    for (int at = start; at < end; at++) {
      scores.add(items[at], weight * similarities[at]);
    }
  }

  int size() {
    return counts.length;
  }

  int width() {
    return width;
  }

  int count(int item) {
    return counts[item];
  }

  int neighbour(int item, int i) {
    return items[start(item) + i];
  }

  float similarity(int item, int i) {
    return similarities[start(item) + i];
  }

  @Override
  public String toString() {
    return counts.length + " items, " + Arrays.stream(counts).asLongStream().sum() + " neighbours";
  }
}
