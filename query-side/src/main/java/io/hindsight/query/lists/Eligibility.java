package io.hindsight.query.lists;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.runtime.serving.CatalogState;
import io.hindsight.runtime.serving.ItemState;
import io.hindsight.runtime.serving.PersonState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which items may stand in one list. Cheap tests first; nothing is allocated for an item. */
final class Eligibility {
  private final CatalogState catalog;
  private final @Nullable PersonState person;
  private final Set<InteractionType> consumedBy;
  private final ListFilter filter;
  private final boolean filtered;
  private final int[] excluded;
  private final Instant now;

  Eligibility(ListInputs inputs, ListRequest request, Instant now) {
    this.catalog = inputs.catalog();
    this.person = inputs.person();
    this.consumedBy =
        request.filter().includeConsumed() ? Set.of() : inputs.placement().settings().consumedBy();
    this.filter = request.filter();
    this.filtered = !filter.equals(ListFilter.NONE);
    this.excluded = excluded(request, catalog);
    this.now = now;
  }

  boolean test(int item) {
    return broken(item) == null;
  }

  /** The first rule that keeps the item out; null where it may stand in the list. */
  @Nullable Rule broken(int item) {
    ItemState state = catalog.item(item);
    if (state == null || !state.listed()) {
      return Rule.UNLISTED;
    }
    if (!state.details().isAvailableAt(now)) {
      return Rule.UNAVAILABLE;
    }
    if (Arrays.binarySearch(excluded, item) >= 0) {
      return Rule.EXCLUDED;
    }
    Rule filtering = filtered ? brokenFilter(state.details()) : null;
    return filtering != null ? filtering : brokenByPerson(item);
  }

  private @Nullable Rule brokenByPerson(int item) {
    if (person == null) {
      return null;
    }
    if (person.dismissed(item)) {
      return Rule.DISMISSED;
    }
    return !consumedBy.isEmpty() && person.consumed(item, consumedBy) ? Rule.CONSUMED : null;
  }

  private @Nullable Rule brokenFilter(ItemDetails details) {
    if (!anyOf(filter.categories(), details.categories())) {
      return Rule.CATEGORY;
    }
    if (!isSoldIn(details)) {
      return Rule.MARKETPLACE;
    }
    if (!hasPrice(details.price())) {
      return Rule.PRICE;
    }
    return hasAttributes(details.attributes()) ? null : Rule.ATTRIBUTE;
  }

  private boolean isSoldIn(ItemDetails details) {
    return filter.marketplaceId() == null
        || details.marketplaceId() == null
        || filter.marketplaceId().equals(details.marketplaceId());
  }

  private boolean hasPrice(@Nullable BigDecimal price) {
    BigDecimal min = filter.minPrice();
    BigDecimal max = filter.maxPrice();
    if (min == null && max == null) {
      return true;
    }
    return price != null
        && (min == null || price.compareTo(min) >= 0)
        && (max == null || price.compareTo(max) <= 0);
  }

  private boolean hasAttributes(Map<String, List<String>> has) {
    if (filter.attributes().isEmpty()) {
      return true;
    }
    for (var wanted : filter.attributes().entrySet()) {
      if (!anyOf(wanted.getValue(), has.getOrDefault(wanted.getKey(), List.of()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean anyOf(List<String> wanted, List<String> has) {
    return wanted.isEmpty() || !Collections.disjoint(wanted, has);
  }

  /** Sorted. An item is not similar to itself. */
  private static int[] excluded(ListRequest request, CatalogState catalog) {
    List<ItemId> ids = request.filter().exclude();
    int[] items = new int[ids.size() + 1];
    for (int i = 0; i < ids.size(); i++) {
      items[i] = catalog.indexOf(ids.get(i));
    }
    ItemId self = request.kind() == ListKind.SIMILAR ? request.itemId() : null;
    items[ids.size()] = self == null ? -1 : catalog.indexOf(self);
    Arrays.sort(items);
    return items;
  }
}
