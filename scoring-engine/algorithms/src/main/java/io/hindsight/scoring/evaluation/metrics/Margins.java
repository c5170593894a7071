package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.model.ItemIndex;
import java.util.Map;

/** What is earned with each item, where that is known; 0 with the others. Immutable. */
final class Margins {
  private final double[] ofItem;

  /**
   * @param byId finite; empty where nothing is known
   * @throws IllegalArgumentException naming an item whose margin is not finite
   */
  Margins(ItemIndex items, Map<String, Double> byId) {
    ofItem = new double[byId.isEmpty() ? 0 : items.size()];
    for (int item = 0; item < ofItem.length; item++) {
      ofItem[item] = byId.getOrDefault(items.id(item), 0.0);
      if (!Double.isFinite(ofItem[item])) {
        throw new IllegalArgumentException(
            "the margin of %s is %s".formatted(items.id(item), ofItem[item]));
      }
    }
  }

  boolean known() {
    return ofItem.length > 0;
  }

  /** By item. */
  double[] values() {
    return ofItem.clone();
  }

  /** The mean of the first k; NaN of an empty list. */
  double shown(int k, int[] list) {
    int length = Math.min(k, list.length);
    double sum = 0;
    for (int rank = 0; rank < length; rank++) {
      sum += ofItem[list[rank]];
    }
    return length == 0 ? Double.NaN : sum / length;
  }

  /** What the hits among the first k add up to. */
  double earned(int k, int[] list, boolean[] hits) {
    double sum = 0;
    for (int rank = 0; rank < Math.min(k, list.length); rank++) {
      sum += hits[rank] ? ofItem[list[rank]] : 0;
    }
    return sum;
  }
}
