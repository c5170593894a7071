package io.hindsight.query.views;

import static io.hindsight.contracts.interactions.InteractionType.ADD_TO_CART;
import static io.hindsight.contracts.interactions.InteractionType.CLICK;
import static io.hindsight.contracts.interactions.InteractionType.DISMISS;
import static io.hindsight.contracts.interactions.InteractionType.DWELL;
import static io.hindsight.contracts.interactions.InteractionType.LIKE;
import static io.hindsight.contracts.interactions.InteractionType.PURCHASE;
import static io.hindsight.contracts.interactions.InteractionType.RATING;
import static io.hindsight.contracts.interactions.InteractionType.SHARE;
import static io.hindsight.contracts.interactions.InteractionType.VIEW;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.readmodel.views.FeatureRow;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the sums that a view keeps into rates, means and shares. */
final class FeatureShapes {
  /** A person's taste is in the head of the list; the tail would make answers unbounded. */
  static final int MAX_SHARES = 100;

  private FeatureShapes() {}

  static ViewAnswer.Features ofUser(FeatureRow row) {
    long total = row.counts().values().stream().mapToLong(Long::longValue).sum();
    return features(row, shares(row.categories(), total), shares(row.brands(), total));
  }

  static ViewAnswer.Features ofItem(FeatureRow row) {
    return features(row, Map.of(), Map.of());
  }

  private static ViewAnswer.Features features(
      FeatureRow row, Map<String, Double> categories, Map<String, Double> brands) {
    Map<InteractionType, Long> counts = new EnumMap<>(InteractionType.class);
    row.counts().forEach((type, count) -> putIf(counts, type, count));
    return new ViewAnswer.Features(
        Collections.unmodifiableMap(counts),
        rates(counts),
        row.firstSeen(),
        row.lastSeen(),
        mean(row.dwellSeconds(), counts.getOrDefault(DWELL, 0L)),
        mean(row.ratings(), counts.getOrDefault(RATING, 0L)),
        categories,
        brands);
  }

  private static void putIf(Map<InteractionType, Long> counts, InteractionType type, long count) {
    if (count > 0) {
      counts.put(type, count);
    }
  }

  private static Map<String, Double> rates(Map<InteractionType, Long> counts) {
    Map<String, Double> rates = new LinkedHashMap<>();
    rate(rates, "clickRate", counts, CLICK, VIEW);
    rate(rates, "likeRate", counts, LIKE, VIEW);
    rate(rates, "shareRate", counts, SHARE, VIEW);
    rate(rates, "cartRate", counts, ADD_TO_CART, VIEW);
    rate(rates, "purchaseRate", counts, PURCHASE, VIEW);
    rate(rates, "dismissRate", counts, DISMISS, VIEW);
    rate(rates, "purchasesPerCart", counts, PURCHASE, ADD_TO_CART);
    return Collections.unmodifiableMap(rates);
  }

  private static void rate(
      Map<String, Double> rates,
      String name,
      Map<InteractionType, Long> counts,
      InteractionType of,
      InteractionType per) {
    long denominator = counts.getOrDefault(per, 0L);
    if (denominator > 0) {
      rates.put(name, (double) counts.getOrDefault(of, 0L) / denominator);
    }
  }

  private static @Nullable Double mean(BigDecimal sum, long count) {
    return count > 0 ? sum.doubleValue() / count : null;
  }

  /** Largest first, equal ones by name. */
  private static Map<String, Double> shares(Map<String, Long> counts, long total) {
    Map<String, Double> shares = new LinkedHashMap<>();
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0 && total > 0)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MAX_SHARES)
        .forEach(entry -> shares.put(entry.getKey(), (double) entry.getValue() / total));
    return Collections.unmodifiableMap(shares);
  }
}
