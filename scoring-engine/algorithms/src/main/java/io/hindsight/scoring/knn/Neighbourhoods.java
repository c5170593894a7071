package io.hindsight.scoring.knn;

import io.hindsight.scoring.linear.Room;
import io.hindsight.scoring.model.Scores;
import java.util.Arrays;

/**
 * {@code items × width} slots, row-major: an item's neighbours, the most similar first. Different
 * threads may fill different items.
 */
final class Neighbourhoods {
  private final int width;
  private final int[] counts;
  private final int[] items;
  private final float[] similarities;

  Neighbourhoods(int items, int width) {
    this.width = width;
    counts = new int[items];
    this.items = new int[Room.of(items, width, "neighbours")];
    similarities = new float[this.items.length];
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
    items[item * width + i] = neighbour;
    similarities[item * width + i] = similarity;
  }

  void count(int item, int count) {
    counts[item] = count;
  }

  /** Adds an item's neighbours to the scores, each by its similarity times the weight. */
  void addTo(Scores scores, int item, float weight) {
    int end = item * width + counts[item];
    for (int at = item * width; at < end; at++) {
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
    return items[item * width + i];
  }

  float similarity(int item, int i) {
    return similarities[item * width + i];
  }

  @Override
  public String toString() {
    return counts.length + " items, " + Arrays.stream(counts).asLongStream().sum() + " neighbours";
  }
}
