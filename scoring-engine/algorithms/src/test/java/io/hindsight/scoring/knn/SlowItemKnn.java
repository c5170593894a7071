package io.hindsight.scoring.knn;

import io.hindsight.scoring.given.Baskets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The formulas of the package, written down as plainly as possible. */
final class SlowItemKnn {
  private SlowItemKnn() {}

  static Map<String, Double> neighbours(Baskets data, String item, int k, double shrinkage) {
    TreeSet<String> items = new TreeSet<>();
    data.users().forEach(user -> items.addAll(user.keySet()));
    List<Map.Entry<String, Double>> ranked = new ArrayList<>();
    for (String other : items) {
      double similarity = similarity(data, item, other, shrinkage);
      if (!other.equals(item) && similarity > 0) {
        ranked.add(Map.entry(other, similarity));
      }
    }
    ranked.sort(
        Comparator.comparing((Map.Entry<String, Double> e) -> -e.getValue().floatValue())
            .thenComparing(Map.Entry::getKey));
    Map<String, Double> nearest = new LinkedHashMap<>();
    ranked.stream().limit(k).forEach(e -> nearest.put(e.getKey(), e.getValue()));
    return nearest;
  }

  private static double similarity(Baskets data, String i, String j, double shrinkage) {
    double product = 0;
    double squareI = 0;
    double squareJ = 0;
    int both = 0;
    for (Map<String, Float> user : data.users()) {
      double a = user.getOrDefault(i, 0f);
      double b = user.getOrDefault(j, 0f);
      product += a * b;
      squareI += a * a;
      squareJ += b * b;
      both += a > 0 && b > 0 ? 1 : 0;
    }
    return both == 0
        ? 0
        : product / (Math.sqrt(squareI) * Math.sqrt(squareJ)) * (both / (both + shrinkage));
  }
}
