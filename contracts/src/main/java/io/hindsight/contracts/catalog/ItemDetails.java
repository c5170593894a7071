package io.hindsight.contracts.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.MarketplaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an item. Everything but the title may be missing.
 *
 * @param categories the most telling first
 * @param marketplaceId null: sold everywhere
 * @param price in units of {@code currency}, not negative
 * @param currency ISO 4217, present exactly if there is a price
 * @param attributes free attributes; a name may have several values
 * @param availableFrom inclusive; null: since ever
 * @param availableUntil exclusive; null: for ever
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ItemDetails(
    String title,
    @Nullable String description,
    List<String> categories,
    @Nullable MarketplaceId marketplaceId,
    @Nullable String brand,
    @Nullable BigDecimal price,
    @Nullable String currency,
    List<String> tags,
    Map<String, List<String>> attributes,
    @Nullable Instant availableFrom,
    @Nullable Instant availableUntil) {

  public ItemDetails {
    categories = categories == null ? List.of() : List.copyOf(categories);
    tags = tags == null ? List.of() : List.copyOf(tags);
    attributes =
        attributes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  public boolean isAvailableAt(Instant now) {
    return (availableFrom == null || !now.isBefore(availableFrom))
        && (availableUntil == null || now.isBefore(availableUntil));
  }
}
