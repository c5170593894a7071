package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.rerank.Mixtures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What kinds of items there are, and of which each item is: an item of several kinds counts a part
 * to each. Immutable.
 */
public final class ItemGroups {
  private final String what;
  private final int groups;
  private final int[][] ofItem;

  private ItemGroups(String what, int groups, int[][] ofItem) {
    this.what = what;
    this.groups = groups;
    this.ofItem = ofItem;
  }

  /**
   * @param what the groups are, for reports
   * @param named the groups of items by id; an item that is not there has none
   */
  public static ItemGroups named(String what, ItemIndex items, Map<String, List<String>> named) {
    TreeSet<String> names = new TreeSet<>();
    for (int item = 0; item < items.size(); item++) {
      names.addAll(named.getOrDefault(items.id(item), List.of()));
    }
    List<String> sorted = List.copyOf(names);
    int[][] ofItem = new int[items.size()][];
    for (int item = 0; item < items.size(); item++) {
      ofItem[item] =
          named.getOrDefault(items.id(item), List.of()).stream()
              .distinct()
              .mapToInt(sorted::indexOf)
              .sorted()
              .toArray();
    }
    return new ItemGroups(what, sorted.size(), ofItem);
  }

  /** Head, middle and tail, where nothing else is known of items. */
  static ItemGroups byPopularity(Popularity popularity) {
    int[][] ofItem = new int[popularity.items()][];
    for (int item = 0; item < ofItem.length; item++) {
      ofItem[item] = new int[] {popularity.third(item)};
    }
    return new ItemGroups("popularity", 3, ofItem);
  }

  public String what() {
    return what;
  }

  Mixtures mixtures() {
    return new Mixtures(groups, ofItem);
  }

  /** How much of a weighted list is of each group; sums to 1, or to 0 where no item has a group. */
  double[] shares(int[] items, float[] weights) {
    double[] shares = new double[groups];
    double all = 0;
    for (int i = 0; i < items.length; i++) {
      int[] own = ofItem[items[i]];
      for (int group : own) {
        shares[group] += weights[i] / own.length;
      }
      all += own.length > 0 ? weights[i] : 0;
    }
    for (int group = 0; group < groups && all > 0; group++) {
      shares[group] /= all;
    }
    return shares;
  }

  /** As for weights that are all 1. */
  double[] shares(int[] items) {
    float[] ones = new float[items.length];
    Arrays.fill(ones, 1);
    return shares(items, ones);
  }
}
