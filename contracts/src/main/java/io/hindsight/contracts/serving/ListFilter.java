package io.hindsight.contracts.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which items a list may hold. Everything given must hold; within a list of values one suffices.
 *
 * @param minPrice inclusive; items without a price do not pass a price range
 * @param maxPrice inclusive
 * @param includeConsumed also what the person already bought or consumed
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ListFilter(
    List<String> categories,
    Map<String, List<String>> attributes,
    List<ItemId> exclude,
    @Nullable MarketplaceId marketplaceId,
    @Nullable BigDecimal minPrice,
    @Nullable BigDecimal maxPrice,
    boolean includeConsumed) {

  public static final ListFilter NONE =
      new ListFilter(List.of(), Map.of(), List.of(), null, null, null, false);

  public ListFilter {
    categories = categories == null ? List.of() : List.copyOf(categories);
    attributes =
        attributes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
    exclude = exclude == null ? List.of() : List.copyOf(exclude);
  }

  /** Leaves the filter out of a receipt where there is none: receipts are many. */
  static final class NoneFilter {
    @Override
    public boolean equals(Object other) {
      return other == null || NONE.equals(other);
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}
