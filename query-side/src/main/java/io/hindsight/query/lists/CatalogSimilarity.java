package io.hindsight.query.lists;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.runtime.serving.CatalogState;
import io.hindsight.runtime.serving.ItemState;
import io.hindsight.scoring.rerank.Mmr;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How alike two candidates are by what the catalog says of them: the overlap (Jaccard) of their
 * categories, tags and brand, weighted, over those of the three that either of them has.
 *
 * <p>A re-ranker compares each candidate with each pick, so words become numbers once per list.
 */
final class CatalogSimilarity implements Mmr.Similarity {
  private static final double CATEGORIES = 0.5;
  private static final double TAGS = 0.3;
  private static final double BRAND = 0.2;
  private static final int[] NONE = {};

  private final Map<Integer, Features> byItem = new HashMap<>();
  private final Map<String, Integer> words = new HashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Features(int[] categories, int[] tags, int brand) {}

  CatalogSimilarity(CatalogState catalog, int[] items) {
    for (int item : items) {
      ItemState state = catalog.item(item);
      byItem.put(item, state == null ? new Features(NONE, NONE, -1) : features(state.details()));
    }
  }

  @Override
  public double of(int item, int other) {
    Features one = features(item);
    Features two = features(other);
    double weight = 0;
    double sum = 0;
    if (one.categories.length + two.categories.length > 0) {
      weight += CATEGORIES;
      sum += CATEGORIES * overlap(one.categories, two.categories);
    }
    if (one.tags.length + two.tags.length > 0) {
      weight += TAGS;
      sum += TAGS * overlap(one.tags, two.tags);
    }
    if (one.brand >= 0 || two.brand >= 0) {
      weight += BRAND;
      sum += one.brand == two.brand ? BRAND : 0;
    }
    return weight == 0 ? 0 : sum / weight;
  }

  private Features features(int item) {
    Features features = byItem.get(item);
    if (features == null) {
      throw new IllegalArgumentException("item " + item + " is not among the candidates");
    }
    return features;
  }

  private Features features(ItemDetails details) {
    return new Features(
        numbers(details.categories()),
        numbers(details.tags()),
        details.brand() == null ? -1 : number(details.brand()));
  }

  private int[] numbers(List<String> names) {
    Set<Integer> distinct = new HashSet<>();
    names.forEach(name -> distinct.add(number(name)));
    int[] numbers = new int[distinct.size()];
    int at = 0;
    for (int number : distinct) {
      numbers[at++] = number;
    }
    Arrays.sort(numbers);
    return numbers;
  }

  private int number(String word) {
    return words.computeIfAbsent(word, unseen -> words.size());
  }

  /** Both sorted, not both empty. */
  private static double overlap(int[] one, int[] two) {
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < two.length) {
      if (one[i] == two[j]) {
        common++;
        i++;
        j++;
      } else if (one[i] < two[j]) {
        i++;
      } else {
        j++;
      }
    }
    return (double) common / (one.length + two.length - common);
  }
}
