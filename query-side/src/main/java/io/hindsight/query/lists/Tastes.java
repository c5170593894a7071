package io.hindsight.query.lists;

import io.hindsight.runtime.serving.CatalogState;
import io.hindsight.runtime.serving.ItemState;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.runtime.weights.TasteFold;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.model.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which categories a person turns to most: what is left to go by where no model knows them. */
final class Tastes {
  private static final int CATEGORIES = 3;

  private final Map<String, Float> strengths;

  private Tastes(Map<String, Float> strengths) {
    this.strengths = strengths;
  }

  static Tastes of(PersonState person, WeightTable weights, CatalogState catalog) {
    TasteFold fold = new TasteFold(weights).until(person.newest(weights));
    for (int i = 0; i < person.size(); i++) {
      fold.add(person.item(i), person.type(i), person.value(i), person.occurredAtMillis(i));
    }
    return new Tastes(strongest(sums(fold.history(), catalog)));
  }

  private static Map<String, Float> sums(History history, CatalogState catalog) {
    Map<String, Float> sums = new HashMap<>();
    for (int i = 0; i < history.size(); i++) {
      ItemState state = catalog.item(history.items()[i]);
      if (state != null) {
        float weight = history.weights()[i];
        state.details().categories().forEach(name -> sums.merge(name, weight, Float::sum));
      }
    }
    return sums;
  }

  private static Map<String, Float> strongest(Map<String, Float> sums) {
    List<Map.Entry<String, Float>> ranked = new ArrayList<>(sums.entrySet());
    ranked.sort(
        Map.Entry.<String, Float>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    Map<String, Float> strongest = new HashMap<>();
    for (var entry : ranked.subList(0, Math.min(CATEGORIES, ranked.size()))) {
      strongest.put(entry.getKey(), entry.getValue() / ranked.getFirst().getValue());
    }
    return strongest;
  }

  boolean isEmpty() {
    return strengths.isEmpty();
  }

  /** From 0, for an item of none of the categories, to 1. */
  float strength(List<String> categories) {
    float strength = 0;
    for (int i = 0; i < categories.size(); i++) {
      strength = Math.max(strength, strengths.getOrDefault(categories.get(i), 0f));
    }
    return strength;
  }

  /** The strongest of these categories, the earlier one of equals; empty where there is none. */
  String favourite(List<String> categories) {
    String favourite = "";
    for (String category : categories) {
      if (strengths.getOrDefault(category, 0f) > strengths.getOrDefault(favourite, 0f)) {
        favourite = category;
      }
    }
    return favourite;
  }
}
