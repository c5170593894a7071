package io.hindsight.readmodel.views;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.ItemId;
import org.jspecify.annotations.Nullable;

/**
 * Key: the item's id. Decay is applied when it is read: counts stay whole, and another half-life
 * needs no rebuild.
 *
 * @param hours interactions other than dismissals by {@link PopularityRow#key} (type and hour of
 *     {@code occurredAt}, since 1970, UTC) from {@code from} on
 * @param from the first hour that is counted, once there were more than {@value #HOURS}; it only
 *     rises, so that what is counted is exact
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TrendingRow(ItemId itemId, Series hours, @Nullable Long from) {

  /** The most distinct hours that a row keeps. */
  public static final int HOURS = 24 * 14;

  public TrendingRow {
    hours = hours == null ? Series.EMPTY : hours;
  }
}
