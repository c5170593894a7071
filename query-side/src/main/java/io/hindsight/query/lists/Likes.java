package io.hindsight.query.lists;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.profiles.Preferences;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which items are of the categories and brands that a person says they like. Upper and lower case
 * and blanks at the ends make no difference: people's words are not the catalog's. A name that the
 * catalog does not have fits nothing. For one list and one thread.
 */
final class Likes {
  private final Names categories;
  private final Names brands;

  private Likes(Preferences preferences) {
    categories = new Names(preferences.categories());
    brands = new Names(preferences.brands());
  }

  static Likes of(Preferences preferences) {
    return new Likes(preferences);
  }

  boolean fit(ItemDetails item) {
    return category(item) != null || brand(item) != null;
  }

  /** The item's first category that they like, as the catalog spells it; null where none is. */
  @Nullable String category(ItemDetails item) {
    List<String> of = item.categories();
    for (int i = 0; i < of.size(); i++) {
      if (categories.have(of.get(i))) {
        return of.get(i);
      }
    }
    return null;
  }

  /** The item's brand, if they like it. */
  @Nullable String brand(ItemDetails item) {
    return brands.have(item.brand()) ? item.brand() : null;
  }

  /** Each spelling of the catalog's is folded once: many items share a few names. */
  private static final class Names {
    private final Set<String> folded = new HashSet<>();
    private final Map<String, Boolean> spellings = new HashMap<>();

    Names(List<String> names) {
      names.forEach(name -> folded.add(fold(name)));
    }

    boolean have(@Nullable String spelling) {
      return spelling != null
          && !folded.isEmpty()
          && spellings.computeIfAbsent(spelling, seen -> folded.contains(fold(seen)));
    }

    private static String fold(String name) {
      return name.strip().toLowerCase(Locale.ROOT);
    }
  }
}
