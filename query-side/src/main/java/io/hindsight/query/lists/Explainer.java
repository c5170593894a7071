package io.hindsight.query.lists;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.queries.RecommendedList.Reason;
import io.hindsight.contracts.queries.RecommendedList.RecommendedItem;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.runtime.serving.ActiveModel;
import io.hindsight.runtime.serving.ItemState;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.model.Contribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says why each item stands in a list, in words and data. Nothing of it is stored: from the same
 * inputs it comes out the same.
 */
public final class Explainer {
  private static final int CONTRIBUTIONS = 2;

  private final ListInputs inputs;
  private final ListRequest request;
  private final RankedList list;
  private final Map<Integer, List<Contribution>> contributions;
  private @Nullable Tastes tastes;
  private @Nullable Likes likes;

  private Explainer(ListInputs inputs, ListRequest request, RankedList list) {
    this.inputs = inputs;
    this.request = request;
    this.list = list;
    this.contributions =
        request.kind() == ListKind.SIMILAR ? Map.of() : contributions(inputs.model(), list);
  }

  /** Of all items at once, by their numbers in the catalog. */
  private static Map<Integer, List<Contribution>> contributions(
      @Nullable ActiveModel model, RankedList list) {
    if (model == null || !list.holds(Source.MODEL)) {
      return Map.of();
    }
    int[] items =
        IntStream.range(0, list.size())
            .filter(rank -> list.source(rank) == Source.MODEL)
            .map(list::item)
            .toArray();
    List<List<Contribution>> parts = list.ranking().explain(items);
    Map<Integer, List<Contribution>> byItem = HashMap.newHashMap(items.length);
    for (int i = 0; i < items.length; i++) {
      byItem.put(items[i], parts.get(i));
    }
    return byItem;
  }

  public static List<RecommendedItem> explain(
      ListInputs inputs, ListRequest request, RankedList list) {
    Explainer explainer = new Explainer(inputs, request, list);
    List<RecommendedItem> items = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      int item = list.item(i);
      ItemState state = inputs.catalog().item(item);
      items.add(
          new RecommendedItem(
              inputs.catalog().idOf(item),
              i + 1,
              list.score(i),
              state == null ? null : state.details().title(),
              explainer.reasons(item, list.source(i))));
    }
    return items;
  }

  private List<Reason> reasons(int item, Source source) {
    return switch (source) {
      case MODEL -> request.kind() == ListKind.SIMILAR ? List.of(similar()) : becauseYou(item);
      case CATEGORY -> List.of(request.kind() == ListKind.SIMILAR ? alike(item) : preferred(item));
      case STATED -> List.of(stated(item));
      case TRENDING -> List.of(new Reason("trending", "trending now", null, 1));
      case POPULAR -> List.of(new Reason("popular", "popular " + window(), null, 1));
      case NEWCOMER ->
          List.of(
              request.kind() == ListKind.SIMILAR
                  ? alike(item)
                  : new Reason("new-in-catalog", "new in the catalog", null, 1));
    };
  }

  private List<Reason> becauseYou(int item) {
    ActiveModel model = inputs.model();
    PersonState person = inputs.person();
    if (model == null || person == null) {
      return List.of();
    }
    List<Contribution> parts = contributions.getOrDefault(item, List.of());
    if (parts.isEmpty() && list.ranking().givesToEverybody(item)) {
      return List.of(new Reason("popular", "popular with everybody", null, 1));
    }
    List<Reason> reasons = new ArrayList<>(CONTRIBUTIONS);
    for (Contribution part : parts) {
      int met = model.toCatalog(part.item());
      if (met >= 0) {
        String text = "because you " + did(person, met, model.weights(), title(met));
        reasons.add(new Reason("because-you", text, inputs.catalog().idOf(met), part.share()));
      }
    }
    return reasons;
  }

  /** What weighed most of all that the person did with an item; the latest of equals. */
  private static String did(PersonState person, int item, WeightTable weights, String title) {
    InteractionType most = InteractionType.VIEW;
    float weight = 0;
    for (int i = 0; i < person.size(); i++) {
      if (person.item(i) == item) {
        float own = weights.weight(person.type(i), person.value(i));
        if (own >= weight) {
          weight = own;
          most = person.type(i);
        }
      }
    }
    return switch (most) {
      case VIEW -> "looked at " + title;
      case CLICK -> "clicked on " + title;
      case LIKE -> "liked " + title;
      case SHARE -> "shared " + title;
      case ADD_TO_CART -> "put " + title + " into your cart";
      case PURCHASE -> "bought " + title;
      case RATING -> "rated " + title + (isHigh(weight, weights) ? " highly" : "");
      case DWELL -> "spent time on " + title;
      case SEARCH_CLICK -> "searched for " + title;
      case DISMISS -> "met " + title;
    };
  }

  /** Four fifths of the best rating: 4 of 5. */
  private static boolean isHigh(float weight, WeightTable weights) {
    return 5 * weight >= 4 * weights.weight(InteractionType.RATING, Float.MAX_VALUE);
  }

  private Reason similar() {
    ItemId item = request.itemId();
    int index = item == null ? -1 : inputs.catalog().indexOf(item);
    return new Reason("similar-to", "similar to " + (index < 0 ? item : title(index)), item, 1);
  }

  /** In no model's neighbourhood, but filed alike. */
  private Reason alike(int item) {
    ItemId of = request.itemId();
    List<String> categories = of == null ? List.of() : categories(inputs.catalog().indexOf(of));
    String shared =
        categories(item).stream().filter(categories::contains).findFirst().orElse("the catalog");
    return new Reason("similar-to", "also in " + shared, of, 1);
  }

  private Reason stated(int item) {
    ItemDetails details = Objects.requireNonNull(inputs.catalog().item(item)).details();
    Likes theirs = likes == null ? Likes.of(person().preferences()) : likes;
    likes = theirs;
    String category = theirs.category(details);
    String brand = category == null ? theirs.brand(details) : null;
    String text = "because you said you like " + (category == null ? brand : category);
    return new Reason("stated-preference", text, null, category, brand, 1);
  }

  private PersonState person() {
    PersonState person = inputs.person();
    if (person == null) {
      throw new IllegalStateException("nobody's tastes made this list");
    }
    return person;
  }

  private Reason preferred(int item) {
    if (tastes == null) {
      ActiveModel model = inputs.model();
      tastes =
          Tastes.of(
              person(), model == null ? WeightTable.DEFAULT : model.weights(), inputs.catalog());
    }
    String category = tastes.favourite(categories(item));
    return new Reason(
        "preferred-category",
        "popular in " + category + ", like much of what you chose",
        null,
        category,
        null,
        1);
  }

  private String window() {
    return switch (request.windowDays()) {
      case 0 -> "overall";
      case 1 -> "in the last day";
      default -> "in the last " + request.windowDays() + " days";
    };
  }

  private String title(int item) {
    ItemState state = inputs.catalog().item(item);
    return state == null ? inputs.catalog().idOf(item).value() : state.details().title();
  }

  private List<String> categories(int item) {
    ItemState state = item < 0 ? null : inputs.catalog().item(item);
    return state == null ? List.of() : state.details().categories();
  }
}
