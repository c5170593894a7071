package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts epochs. Everything is added up in whole numbers and becomes a float at the end, so equal
 * logs give equal bits. For one thread.
 */
final class EpochMaker {
  private static final long ONE = 1L << 30;

  private int[] rankOfItem = new int[0];
  private int[] itemOfRank = new int[0];
  private int decayOf;
  private long[] decay = new long[0];

  // StrictMath: the other one may differ in the last bit from machine to machine.
  private long[] decay(int halfLifeHours) {
    if (decayOf != halfLifeHours) {
      decay =
          IntStream.range(0, ServingRules.HORIZON_HOURS)
              .mapToLong(age -> Math.round(StrictMath.pow(0.5, age / (double) halfLifeHours) * ONE))
              .toArray();
      decayOf = halfLifeHours;
    }
    return decay;
  }

  static int hour(Instant time) {
    return (int) Math.floorDiv(time.getEpochSecond(), 3_600L);
  }

  /** Months since the year 0. */
  static int month(YearMonth month) {
    return Math.toIntExact(month.getLong(ChronoField.PROLEPTIC_MONTH));
  }

  /** The first hour that still counts for windows and trends. */
  static int horizon(Instant reference) {
    return hour(reference) - ServingRules.HORIZON_HOURS + 1;
  }

  Epoch make(
      LogPosition position,
      Instant reference,
      CatalogBuilder catalog,
      ActivityCounts counts,
      int halfLifeHours) {
    long[] weight = decay(halfLifeHours);
    int items = catalog.size();
    rankIds(catalog);
    long[][] sums = new long[ServingRules.WINDOWS_DAYS.size()][items];
    long[] trend = new long[items];
    for (int item = 0; item < items; item++) {
      sums[0][item] = counts.total(item);
    }
    int now = hour(reference);
    counts.forEachHour(
        (item, hour, count) -> {
          int age = Math.max(0, now - hour);
          if (age < ServingRules.HORIZON_HOURS) {
            for (int w = 1; w < sums.length; w++) {
              sums[w][item] += age < ServingRules.WINDOWS_DAYS.get(w) * 24 ? count : 0;
            }
            trend[item] += count * weight[age];
          }
        });
    List<RankedScores> windows = new ArrayList<>();
    for (long[] sum : sums) {
      windows.add(ranked(sum, 1));
    }
    return new Epoch(position, reference, windows, ranked(trend, ONE), halfLifeHours);
  }

  /** One long an item, score above and the rank of its id below, sorts by score, then by id. */
  private RankedScores ranked(long[] sums, long unit) {
    float[] scores = new float[sums.length];
    long[] keys = new long[sums.length];
    int count = 0;
    for (int item = 0; item < sums.length; item++) {
      float score = (float) (sums[item] / (double) unit);
      if (score > 0) {
        scores[item] = score;
        keys[count++] = ((long) ~Float.floatToIntBits(score) << 32) | rankOfItem[item];
      }
    }
    Arrays.sort(keys, 0, count);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = itemOfRank[(int) keys[i]];
    }
    return new RankedScores(order, scores);
  }

  private void rankIds(CatalogBuilder catalog) {
    int items = catalog.size();
    if (items == rankOfItem.length) {
      return;
    }
    Integer[] byId = new Integer[items];
    Arrays.setAll(byId, i -> i);
    Arrays.sort(byId, Comparator.comparing(item -> idOf(catalog, item)));
    itemOfRank = new int[items];
    rankOfItem = new int[items];
    for (int rank = 0; rank < items; rank++) {
      itemOfRank[rank] = byId[rank];
      rankOfItem[byId[rank]] = rank;
    }
  }

  private static String idOf(CatalogBuilder catalog, int item) {
    ItemId id = catalog.idOf(item);
    return id.value();
  }
}
