package io.hindsight.readmodel.views;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.ItemId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Key: the item's id. Decay is applied when it is read: counts stay whole, and another half-life
 * needs no rebuild.
 *
 * @param hours interactions for each hour (hours since 1970, UTC, of {@code occurredAt}); the
 *     newest {@value #HOURS} kept
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TrendingRow(ItemId itemId, SortedMap<Long, Long> hours) {

  /** How many distinct hours a row keeps. */
  public static final int HOURS = 24 * 14;

  public TrendingRow {
    hours =
        hours == null
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(hours));
  }
}
