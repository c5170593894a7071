package io.hindsight.readmodel.views;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.interactions.InteractionType;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Key: the item's id. Whole numbers only, so that a retraction undoes exactly: an item whose
 * interactions were all retracted has no row.
 *
 * @param totals interactions by type, of all time
 * @param days interactions by type for each day (days since 1970, UTC, of {@code occurredAt}) from
 *     {@code from} on
 * @param from the first day that is counted, once there were more than {@value #DAYS}; it only
 *     rises, so that what is counted is exact
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PopularityRow(
    ItemId itemId,
    Map<InteractionType, Long> totals,
    SortedMap<Long, Map<InteractionType, Long>> days,
    @Nullable Long from) {

  /** The most distinct days that a row keeps. */
  public static final int DAYS = 90;

  public PopularityRow {
    totals = totals == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(totals));
    days =
        days == null
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(days));
  }

  String mostFirst() {
    return Ordered.descending(totals.values().stream().mapToLong(Long::longValue).sum());
  }
}
