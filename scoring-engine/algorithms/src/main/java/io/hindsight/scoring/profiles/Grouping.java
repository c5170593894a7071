package io.hindsight.scoring.profiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes one profile of the rows of at least so many people, those alike together. */
final class Grouping {
  private static final int RAREST = 100;

  private final Rows rows;
  private final int items;
  private final int size;
  private final int[] itemStarts;
  private final int[] places;
  private final int[] rowOf;
  private final double[] norms;
  private final boolean[] grouped;
  private final double[] products;
  private final int[] touched;

  private Grouping(Rows rows, int items, int size) {
    this.rows = rows;
    this.items = items;
    this.size = size;
    Profiles all = new Profiles(items, rows.starts, rows.columns, rows.weights);
    itemStarts = new int[items + 1];
    places = new int[rows.columns.length];
    for (int item = 0; item <= items; item++) {
      itemStarts[item] = all.itemStart(item);
    }
    Arrays.setAll(places, all::place);
    rowOf = all.rows();
    norms = new double[rows.count()];
    for (int at = 0; at < rowOf.length; at++) {
      norms[rowOf[at]] += (double) rows.weights[at] * rows.weights[at];
    }
    Arrays.setAll(norms, row -> Math.sqrt(norms[row]));
    grouped = new boolean[rows.count()];
    products = new double[rows.count()];
    touched = new int[rows.count()];
  }

  static Profiles of(Rows rows, int items, int size) {
    if (size == 1) {
      return new Profiles(items, rows.starts, rows.columns, rows.weights);
    }
    Grouping grouping = new Grouping(rows, items, size);
    return grouping.profiles(grouping.groups());
  }

  private List<int[]> groups() {
    List<int[]> groups = new ArrayList<>();
    for (int row = 0; row < rows.count(); row++) {
      if (!grouped[row]) {
        int[] group = withNearest(row);
        if (group.length > 0) {
          groups.add(group);
        }
      }
    }
    addLeftOver(groups);
    return groups;
  }

  /** A row and those most like it that are in no group yet; nothing where they are too few. */
  private int[] withNearest(int row) {
    int met = collect(row);
    long[] ranked = new long[met];
    for (int i = 0; i < met; i++) {
      int other = touched[i];
      float alike = (float) (products[other] / (norms[row] * norms[other]));
      ranked[i] = (long) ~Float.floatToIntBits(alike) << 32 | other;
      products[other] = 0;
    }
    Arrays.sort(ranked);
    int[] group = new int[size];
    Set<Integer> people = new HashSet<>(List.of(rows.owners[row]));
    group[0] = row;
    int found = 1;
    for (int i = 0; i < met && found < size; i++) {
      int other = (int) ranked[i];
      if (people.add(rows.owners[other])) {
        group[found++] = other;
      }
    }
    if (found < size) {
      return new int[0];
    }
    for (int member : group) {
      grouped[member] = true;
    }
    return group;
  }

  private int collect(int row) {
    int met = 0;
    for (int at : rarest(row)) {
      int item = rows.columns[at];
      for (int i = itemStarts[item]; i < itemStarts[item + 1]; i++) {
        int other = rowOf[places[i]];
        if (!grouped[other] && other != row) {
          if (products[other] == 0) {
            touched[met++] = other;
          }
          products[other] += (double) rows.weights[at] * rows.weights[places[i]];
        }
      }
    }
    return met;
  }

  /** Where a row's rarest items are: what everybody has says little and costs most. */
  private int[] rarest(int row) {
    long[] ranked = new long[rows.length(row)];
    for (int i = 0; i < ranked.length; i++) {
      int item = rows.columns[rows.starts[row] + i];
      ranked[i] = (long) (itemStarts[item + 1] - itemStarts[item]) << 32 | rows.starts[row] + i;
    }
    Arrays.sort(ranked);
    int[] rarest = new int[Math.min(RAREST, ranked.length)];
    Arrays.setAll(rarest, i -> (int) ranked[i]);
    Arrays.sort(rarest);
    return rarest;
  }

  /** Those that found too few: in their order, the last of them with the last group. */
  private void addLeftOver(List<int[]> groups) {
    int[] open = new int[rows.count()];
    int members = 0;
    Set<Integer> people = new HashSet<>();
    for (int row = 0; row < rows.count(); row++) {
      if (!grouped[row]) {
        open[members++] = row;
        people.add(rows.owners[row]);
        if (people.size() == size) {
          groups.add(Arrays.copyOf(open, members));
          members = 0;
          people.clear();
        }
      }
    }
    if (members > 0 && !groups.isEmpty()) {
      int[] last = groups.removeLast();
      int[] longer = Arrays.copyOf(last, last.length + members);
      System.arraycopy(open, 0, longer, last.length, members);
      groups.add(longer);
    }
  }

  private Profiles profiles(List<int[]> groups) {
    double[] sums = new double[items];
    int[] starts = new int[groups.size() + 1];
    int[] columns = new int[rows.columns.length];
    float[] weights = new float[columns.length];
    for (int group = 0; group < groups.size(); group++) {
      int from = starts[group];
      int to = from;
      int[] members = groups.get(group);
      for (int row : members) {
        for (int at = rows.starts[row]; at < rows.starts[row + 1]; at++) {
          int item = rows.columns[at];
          if (sums[item] == 0) {
            columns[to++] = item;
          }
          sums[item] += rows.weights[at];
        }
      }
      Arrays.sort(columns, from, to);
      for (int at = from; at < to; at++) {
        weights[at] = (float) Math.max(sums[columns[at]] / members.length, Float.MIN_NORMAL);
        sums[columns[at]] = 0;
      }
      starts[group + 1] = to;
    }
    int entries = starts[groups.size()];
    return new Profiles(
        items, starts, Arrays.copyOf(columns, entries), Arrays.copyOf(weights, entries));
  }
}
