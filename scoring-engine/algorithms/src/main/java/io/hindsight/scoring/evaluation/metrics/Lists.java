package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.evaluation.statistics.Jackknife;
import io.hindsight.scoring.evaluation.statistics.Pairs;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * All lists of one fold: how much of the catalogue they show, and how evenly. For {@code n} lists
 * of {@code k} out of {@code m} items, each figure with its jackknife takes {@code n·k·log k + m}
 * steps. Not copied: whoever hands arrays over leaves them alone. Immutable.
 */
public final class Lists {
  private final int[][] lists;
  private final int[] people;
  private final Popularity popularity;

  private Lists(int[][] lists, int[] people, Popularity popularity) {
    this.lists = lists;
    this.people = people;
    this.popularity = popularity;
  }

  /**
   * @param lists items of each person, best first, at most one list a person
   */
  static Lists of(int[][] lists, Popularity popularity) {
    int[] people = new int[lists.length];
    Arrays.setAll(people, person -> person);
    return new Lists(lists, people, popularity);
  }

  /**
   * The same lists under other numbers of their people.
   *
   * @param numbers by the present number
   */
  public Lists renumbered(int[] numbers) {
    return new Lists(lists, numbers.clone(), popularity);
  }

  /** Whether all lists are the same, and so all that is told of them. */
  boolean sameAs(Lists other) {
    return Arrays.equals(people, other.people) && Arrays.deepEquals(lists, other.lists);
  }

  /**
   * @param chosen by a person's number: whose lists count
   * @param tail whether the catalogue is the tail only
   */
  Jackknife of(MetricAt metric, boolean[] chosen, boolean tail) {
    Counts counts = new Counts(metric.k(), chosen, tail);
    double[] losses = new double[chosen.length];
    for (int person = 0; person < losses.length; person++) {
      losses[person] = chosen[person] ? 0 : Double.NaN;
    }
    return switch (metric.metric()) {
      case COVERAGE -> counts.coverage(losses);
      case GINI -> counts.gini(losses);
      default -> throw new IllegalArgumentException(metric + " is not of all lists together");
    };
  }

  /** How often each item of the catalogue is listed, and by whom where they are few. */
  private final class Counts {
    /** Of those who list an item; what hangs on pairs by items of more is left out. */
    private static final int MOST_LISTERS = 4;

    private final int k;
    private final boolean[] chosen;
    private final IntPredicate counted;
    private final int catalogue;
    private final int[] counts = new int[popularity.items()];
    private final int[] listers = new int[Math.multiplyExact(counts.length, MOST_LISTERS)];
    private long all;

    Counts(int k, boolean[] chosen, boolean tail) {
      this.k = k;
      this.chosen = chosen;
      counted = item -> !tail || popularity.isTail(item);
      catalogue = tail ? popularity.tailItems() : counts.length;
      for (int row = 0; row < lists.length; row++) {
        if (chosen[people[row]]) {
          add(lists[row], people[row]);
        }
      }
    }

    private void add(int[] list, int person) {
      for (int i = 0; i < Math.min(k, list.length); i++) {
        int item = list[i];
        if (counted.test(item)) {
          if (counts[item] < MOST_LISTERS) {
            listers[item * MOST_LISTERS + counts[item]] = person;
          }
          counts[item]++;
          all++;
        }
      }
    }

    /** An item that one person's list alone has goes with the person, one of two with both. */
    Jackknife coverage(double[] losses) {
      int shown = 0;
      for (int item = 0; item < counts.length; item++) {
        shown += counts[item] > 0 ? 1 : 0;
        if (counts[item] == 1) {
          losses[listers[item * MOST_LISTERS]] += 1.0 / catalogue;
        }
      }
      double value = catalogue == 0 ? Double.NaN : (double) shown / catalogue;
      return new Jackknife(value, losses, Pairs.counted(pairs(2), 1.0 / catalogue));
    }

    /** All pairs of listers of items that are listed so often. */
    private long[] pairs(int count) {
      int items = 0;
      for (int own : counts) {
        items += own == count ? 1 : 0;
      }
      long[] pairs = new long[items * count * (count - 1) / 2];
      int size = 0;
      for (int item = 0; item < counts.length; item++) {
        int from = item * MOST_LISTERS;
        for (int i = 1; counts[item] == count && i < count; i++) {
          for (int j = 0; j < i; j++) {
            pairs[size++] = Pairs.key(listers[from + i], listers[from + j]);
          }
        }
      }
      return pairs;
    }

    /**
     * By ranks: {@code Σ_r (2r - m - 1)·c_r / (m·Σ c)} over counts in rising order. An item that is
     * listed once less becomes the first of those with its count, then one of the count below. One
     * that loses two listers falls behind all of the count between.
     */
    Jackknife gini(double[] losses) {
      int[] sorted = new int[catalogue];
      int size = 0;
      for (int item = 0; item < counts.length; item++) {
        if (counted.test(item)) {
          sorted[size++] = counts[item];
        }
      }
      Arrays.sort(sorted);
      int[] firstRank = new int[size == 0 ? 1 : sorted[size - 1] + 1];
      int[] sizes = new int[Math.max(firstRank.length, MOST_LISTERS)];
      long weighted = 0;
      for (int rank = size; rank >= 1; rank--) {
        weighted += (2L * rank - size - 1) * sorted[rank - 1];
        firstRank[sorted[rank - 1]] = rank;
        sizes[sorted[rank - 1]]++;
      }
      double value = unevenness(weighted, all, size);
      for (int row = 0; row < lists.length; row++) {
        if (chosen[people[row]]) {
          int[] own =
              Arrays.stream(lists[row]).limit(k).filter(counted).map(i -> counts[i]).toArray();
          double without =
              unevenness(weighted - taken(own, firstRank, size), all - own.length, size);
          losses[people[row]] = Double.isNaN(without) ? Double.POSITIVE_INFINITY : value - without;
        }
      }
      Pairs pairs = Pairs.NONE;
      for (int count = 2; count <= MOST_LISTERS && all > 0; count++) {
        double share = 2.0 * sizes[count - 1] / ((double) size * all);
        pairs = pairs.plus(Pairs.counted(pairs(count), share));
      }
      return new Jackknife(value, losses, pairs);
    }
  }

  /** What the weighted sum loses when each of these counts falls by one. */
  private static long taken(int[] own, int[] firstRank, int size) {
    Arrays.sort(own);
    long taken = 0;
    int same = 0;
    for (int i = 0; i < own.length; i++) {
      same = i > 0 && own[i] == own[i - 1] ? same + 1 : 0;
      taken += 2L * (firstRank[own[i]] + same) - size - 1;
    }
    return taken;
  }

  private static double unevenness(long weighted, long all, int items) {
    return all == 0 ? Double.NaN : (double) weighted / ((double) items * all);
  }
}
