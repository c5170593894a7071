package io.hindsight.readmodel.views;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.interactions.InteractionType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Features of a user (key {@code subject/ID}) or of an item (key: the item's id), as sums from
 * which rates and means follow. The view of users also keeps what it needs to know of items (key
 * {@code item/ID}, only {@code item} filled).
 *
 * @param counts interactions by type
 * @param firstSeen the earliest {@code occurredAt}; a retraction leaves it
 * @param lastSeen the latest {@code occurredAt}; a retraction leaves it
 * @param dwellSeconds sum over dwells; decimal, so that a retraction undoes exactly
 * @param ratings sum over ratings
 * @param categories interactions by category, as the item was filed at the time
 * @param brands interactions by brand
 * @param item what the item was last said to be
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FeatureRow(
    Map<InteractionType, Long> counts,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    BigDecimal dwellSeconds,
    BigDecimal ratings,
    Map<String, Long> categories,
    Map<String, Long> brands,
    @Nullable ItemDetails item) {

  public static final FeatureRow EMPTY =
      new FeatureRow(
          Map.of(), null, null, BigDecimal.ZERO, BigDecimal.ZERO, Map.of(), Map.of(), null);

  public FeatureRow {
    counts = counts == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(counts));
    categories =
        categories == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(categories));
    brands = brands == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(brands));
    dwellSeconds = dwellSeconds == null ? BigDecimal.ZERO : dwellSeconds;
    ratings = ratings == null ? BigDecimal.ZERO : ratings;
  }
}
