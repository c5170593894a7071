package io.hindsight.readmodel.views;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.interactions.InteractionType;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Key: the item's id. Whole numbers only, so that a retraction undoes exactly: an item whose
 * interactions were all retracted has no row.
 *
 * @param totals interactions by type, of all time
 * @param days interactions by {@link #key} (type and day of {@code occurredAt}) from {@code from}
 *     on
 * @param months interactions by {@link #key} (type and months since the year 0) of all time
 * @param from the first day that is counted, once there were more than {@value #DAYS}; it only
 *     rises, so that what is counted is exact
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PopularityRow(
    ItemId itemId,
    SortedMap<InteractionType, Long> totals,
    Series days,
    Series months,
    @Nullable Long from) {

  /** The most distinct days that a row keeps. */
  public static final int DAYS = 90;

  private static final int TYPES = 16;

  public PopularityRow {
    totals =
        totals == null
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(totals));
    days = days == null ? Series.EMPTY : days;
    months = months == null ? Series.EMPTY : months;
  }

  /**
   * Where a day's interactions of one type stand in {@link #days}, and a month's in {@link
   * #months}.
   *
   * @param day days since 1970, UTC, or months since the year 0
   */
  public static long key(long day, InteractionType type) {
    return day * TYPES + type.ordinal();
  }

  /** The type that a key is of. */
  public static boolean isOf(long key, InteractionType type) {
    return Math.floorMod(key, TYPES) == type.ordinal();
  }

  /** The day that a key is of, or the month. */
  public static long day(long key) {
    return Math.floorDiv(key, TYPES);
  }

  /** The row with no more than {@value #DAYS} days. */
  public PopularityRow bounded() {
    Series kept = days;
    Long first = from;
    // A day has an entry at least, so a short series needs no closer look.
    while (kept.size() > DAYS && kept.distinct(PopularityRow::day) > DAYS) {
      kept = kept.from((day(kept.first()) + 1) * TYPES);
      first = day(kept.first());
    }
    return kept == days ? this : new PopularityRow(itemId, totals, kept, months, first);
  }

  String mostFirst() {
    return Ordered.descending(totals.values().stream().mapToLong(Long::longValue).sum());
  }
}
