package io.hindsight.api.lists;

import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.Id;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.Text;
import io.hindsight.contracts.serving.ListFilter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The filters of a list, from query parameters. */
final class Filters {
  private static final int MAX_VALUES = 100;
  private static final int MAX_EXCLUDED = 1_000;

  private Filters() {}

  static ListFilter of(
      String @Nullable [] category,
      String @Nullable [] attr,
      String @Nullable [] exclude,
      @Nullable String marketplaceId,
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      boolean includeConsumed) {
    if (min != null && max != null && min.compareTo(max) > 0) {
      throw ApiProblem.badParameter(
          "minPrice",
          "parameter-out-of-range",
          "minPrice is above maxPrice.",
          "Swap the two, or leave one out.");
    }
    return new ListFilter(
        texts("category", category),
        attributes(attr),
        excluded(exclude),
        Named.optionalId("marketplaceId", marketplaceId, MarketplaceId::new),
        min,
        max,
        includeConsumed);
  }

  private static List<String> texts(String name, String @Nullable [] values) {
    if (values == null) {
      return List.of();
    }
    requireFew(name, values.length, MAX_VALUES);
    for (String value : values) {
      requireText(name, value);
    }
    return List.of(values);
  }

  private static Map<String, List<String>> attributes(String @Nullable [] filters) {
    Map<String, List<String>> attributes = new TreeMap<>();
    for (String filter : texts("attr", filters)) {
      int colon = filter.indexOf(':');
      if (colon < 1 || colon == filter.length() - 1) {
        throw ApiProblem.badParameter(
            "attr", "parameter-invalid", "attr is no name and value.", "Write attr=name:value.");
      }
      attributes
          .computeIfAbsent(filter.substring(0, colon), _ -> new ArrayList<>())
          .add(filter.substring(colon + 1));
    }
    return attributes;
  }

  /** Repeated, or several in one, parted by commas; one that holds a comma must come alone. */
  private static List<ItemId> excluded(String @Nullable [] values) {
    if (values == null) {
      return List.of();
    }
    Set<ItemId> items = new LinkedHashSet<>();
    for (String value : values) {
      for (String part : value.split(",", -1)) {
        String id = part.strip();
        if (!id.isEmpty()) {
          items.add(Named.id("exclude", id, ItemId::new));
          requireFew("exclude", items.size(), MAX_EXCLUDED);
        }
      }
    }
    return List.copyOf(items);
  }

  private static void requireFew(String name, int count, int most) {
    if (count > most) {
      throw ApiProblem.badParameter(
          name,
          "parameter-out-of-range",
          name + " is given too often.",
          "Give at most " + most + " values.");
    }
  }

  private static void requireText(String name, String value) {
    if (value.isBlank() || value.length() > 2 * Id.MAX_LENGTH || !Text.isClean(value)) {
      throw ApiProblem.badParameter(
          name,
          "parameter-invalid",
          name + " is empty, too long, or holds control characters.",
          "Give 1 to " + 2 * Id.MAX_LENGTH + " characters.");
    }
  }
}
