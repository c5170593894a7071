package io.hindsight.scoring.knn;

import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What made the scores of a few items, found in one walk over the history's neighbourhoods. A walk
 * for each item, and all of its parts sorted for the sake of two, took longer than the ranking.
 */
final class Explanations {
  private static final Comparator<Contribution> LARGEST_FIRST =
      Comparator.comparingDouble((Contribution part) -> -part.amount())
          .thenComparingInt(Contribution::item);

  /** The last bits of the items: most neighbours are none of them, and told so by one look. */
  private static final int LIKELY_BITS = 1 << 12;

  private final int[] items;
  private final int limit;
  private final int[] table;
  private final long[] likely = new long[LIKELY_BITS / Long.SIZE];
  private final double[] totals;
  private final List<List<Contribution>> parts;

  /**
   * @param items distinct
   * @param limit parts of each item that are kept
   */
  Explanations(int[] items, int limit) {
    this.items = items;
    this.limit = limit;
    this.table = new int[Math.max(4, Integer.highestOneBit(items.length) * 4)];
    this.totals = new double[items.length];
    this.parts = new ArrayList<>(items.length);
    Arrays.fill(table, -1);
    for (int i = 0; i < items.length; i++) {
      parts.add(new ArrayList<>(Math.min(limit, 8) + 1));
      table[place(items[i])] = i;
      likely[word(items[i])] |= 1L << items[i];
    }
  }

  private static int word(int item) {
    return item >>> 6 & LIKELY_BITS / Long.SIZE - 1;
  }

  private boolean isLikely(int item) {
    return (likely[word(item)] & 1L << item) != 0;
  }

  /** Where an item is, or the free place where it would be. */
  private int place(int item) {
    int mask = table.length - 1;
    int at = (item * 0x9E3779B9 >>> 7) & mask;
    while (table[at] >= 0 && items[table[at]] != item) {
      at = (at + 1) & mask;
    }
    return at;
  }

  List<List<Contribution>> of(History history, Neighbourhoods near) {
    for (int h = 0; h < history.size(); h++) {
      int met = history.items()[h];
      float weight = history.weights()[h];
      int count = near.count(met);
      for (int i = 0; i < count; i++) {
        int neighbour = near.neighbour(met, i);
        if (isLikely(neighbour)) {
          int wanted = table[place(neighbour)];
          if (wanted >= 0) {
            add(wanted, met, weight * near.similarity(met, i));
          }
        }
      }
    }
    for (int i = 0; i < items.length; i++) {
      double total = totals[i];
      parts.get(i).replaceAll(p -> new Contribution(p.item(), p.amount(), p.amount() / total));
    }
    return parts;
  }

  private void add(int wanted, int met, float amount) {
    totals[wanted] += amount;
    List<Contribution> best = parts.get(wanted);
    if (amount > 0 && (best.size() < limit || amount >= best.getLast().amount())) {
      Contribution part = new Contribution(met, amount, 0);
      int place = best.size();
      while (place > 0 && LARGEST_FIRST.compare(part, best.get(place - 1)) < 0) {
        place--;
      }
      if (place < limit) {
        best.add(place, part);
        if (best.size() > limit) {
          best.removeLast();
        }
      }
    }
  }
}
