package io.hindsight.runtime.serving;

import io.hindsight.contracts.interactions.InteractionType;
import java.util.Arrays;

/**
 * How much was done with each item: of all time, by type and month, and by hour for as far back as
 * windows reach. All whole numbers, so that taking back is exact and the order of adding makes no
 * difference.
 */
final class ActivityCounts {
  private static final int TYPES = 32;

  private long[] totals = new long[256];
  private final CountTable hours;

  /** What the totals are made of. */
  private final CountTable months;

  ActivityCounts() {
    this(new CountTable(), new CountTable());
  }

  private ActivityCounts(CountTable hours, CountTable months) {
    this.hours = hours;
    this.months = months;
  }

  /**
   * @param month since the year 0
   * @param amount negative to take back
   * @param horizon hours before it are forgotten
   */
  void add(int item, InteractionType type, int month, int hour, long amount, int horizon) {
    if (item >= totals.length) {
      totals = Arrays.copyOf(totals, Math.max(item + 1, totals.length * 2));
    }
    totals[item] += amount;
    months.add(item, month * TYPES + type.ordinal(), amount, Integer.MIN_VALUE);
    if (hour >= horizon) {
      hours.add(item, hour, amount, horizon);
    }
  }

  /** Takes a type's amounts back up to a month; hours that windows reach are never that old. */
  void forget(InteractionType type, int lastMonth) {
    CountTable gone = new CountTable();
    months.forEach(
        (item, number, amount) -> {
          if (number % TYPES == type.ordinal() && number / TYPES <= lastMonth) {
            totals[item] -= amount;
            gone.add(item, number, -amount, Integer.MIN_VALUE);
          }
        });
    gone.forEach((item, number, amount) -> months.add(item, number, amount, Integer.MIN_VALUE));
  }

  long total(int item) {
    return item < totals.length ? totals[item] : 0;
  }

  /** Calls for every hour of every item, in no order that means anything. */
  void forEachHour(CountTable.Consumer consumer) {
    hours.forEach(consumer);
  }

  /** All there is, as arrays: for a checkpoint. */
  Image image(int items) {
    return new Image(Arrays.copyOf(totals, items), hours.image(), months.image());
  }

  @SuppressWarnings("ArrayRecordComponent") // on its way to a file, never compared
  record Image(long[] totals, CountTable.Image hours, CountTable.Image months) {
    static final Image NONE = new Image(new long[0], CountTable.Image.NONE, CountTable.Image.NONE);

    ActivityCounts restore() {
      ActivityCounts counts = new ActivityCounts(hours.restore(), months.restore());
      counts.totals = totals.clone();
      return counts;
    }
  }
}
