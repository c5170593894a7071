package io.hindsight.query.lists;

import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.queries.RecommendedList.RecommendedItem;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.runtime.serving.CatalogState;
import io.hindsight.runtime.serving.PersonState;
import java.util.List;

/**
 * A computed list as it is told: its items with titles and reasons, and as its receipt keeps them.
 *
 * @param list without its ranking
 * @param items the very same object for the same list told again, as long as it is remembered
 */
record Told(
    CatalogState catalog,
    Preferences preferences,
    int windowDays,
    RankedList list,
    List<RecommendedItem> items,
    ServedItems served) {
  private static final int ALONE = 256;

  /** An item with a title, two reasons, and all that once more as it is sent. */
  private static final int ITEM = 700;

  static Told of(ListInputs inputs, ListRequest request, RankedList list) {
    return new Told(
        inputs.catalog(),
        preferences(inputs),
        request.windowDays(),
        list.apart(),
        List.copyOf(Explainer.explain(inputs, request, list)),
        list.served(inputs.catalog()));
  }

  /**
   * Whether another list, with the same ranking, is told the same: what was done, the model and its
   * weights are the ranking's.
   */
  boolean holdsFor(ListInputs inputs, ListRequest request, RankedList other) {
    return catalog == inputs.catalog()
        && windowDays == request.windowDays()
        && list.isSameAs(other)
        && preferences.equals(preferences(inputs));
  }

  private static Preferences preferences(ListInputs inputs) {
    PersonState person = inputs.person();
    return person == null ? Preferences.NONE : person.preferences();
  }

  /** About what it takes, in bytes. */
  int weight() {
    return ALONE + ITEM * items.size();
  }
}
