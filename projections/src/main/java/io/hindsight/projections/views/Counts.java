package io.hindsight.projections.views;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts that never keep a zero, so that what was undone leaves no trace. */
final class Counts {
  private Counts() {}

  static <K extends Comparable<? super K>> SortedMap<K, Long> add(
      SortedMap<K, Long> counts, K key, long change) {
    return addAll(counts, List.of(key), change);
  }

  static <K extends Comparable<? super K>> SortedMap<K, Long> addAll(
      SortedMap<K, Long> counts, Collection<K> keys, long change) {
    var next = new TreeMap<>(counts);
    for (K key : keys) {
      addTo(next, key, change);
    }
    return next;
  }

  static <K extends Comparable<? super K>> void addTo(
      SortedMap<K, Long> counts, K key, long change) {
    long count = counts.getOrDefault(key, 0L) + change;
    if (count == 0) {
      counts.remove(key);
    } else {
      counts.put(key, count);
    }
  }
}
