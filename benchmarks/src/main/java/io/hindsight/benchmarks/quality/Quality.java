package io.hindsight.benchmarks.quality;

import io.hindsight.benchmarks.support.Figures;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/** Adds up how good lists were. */
final class Quality {
  private final int[] ranks;
  private final int length;
  private final BitSet shown = new BitSet();
  private int lists;
  private double recall;
  private double gain;
  private double rank;

  /**
   * @param ranks of items by popularity, from 1
   * @param length of a list
   */
  Quality(int[] ranks, int length) {
    this.ranks = ranks;
    this.length = length;
  }

  void add(int[] list, Set<Integer> wanted) {
    int hits = 0;
    double found = 0;
    double best = 0;
    for (int i = 0; i < length; i++) {
      double worth = 1 / (Math.log(i + 2) / Math.log(2));
      best += i < wanted.size() ? worth : 0;
      if (i < list.length && wanted.contains(list[i])) {
        hits++;
        found += worth;
      }
    }
    lists++;
    recall += (double) hits / Math.min(length, wanted.size());
    gain += found / best;
    rank += Arrays.stream(list).map(item -> ranks[item]).average().orElse(0);
    Arrays.stream(list).forEach(shown::set);
  }

  void addTo(Figures figures, String of) {
    figures.add(of + ": recall", recall / lists);
    figures.add(of + ": ndcg", gain / lists);
    figures.add(of + ": mean popularity rank", rank / lists);
    figures.add(of + ": distinct items", shown.cardinality());
  }
}
