package io.hindsight.api.features;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.queries.ViewAnswer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is counted and measured of a user or an item.
 *
 * @param counts interactions by type
 * @param rates such as clicks per view
 * @param categories share of a user's interactions by category, largest first
 * @param brands likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeaturesView(
    Map<String, Long> counts,
    Map<String, Double> rates,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    @Nullable Double meanDwellSeconds,
    @Nullable Double meanRating,
    Map<String, Double> categories,
    Map<String, Double> brands) {

  public static FeaturesView of(ViewAnswer.Features features) {
    Map<String, Long> counts = new TreeMap<>();
    features.counts().forEach((type, count) -> counts.put(type.wireName(), count));
    return new FeaturesView(
        counts,
        new TreeMap<>(features.rates()),
        features.firstSeen(),
        features.lastSeen(),
        features.meanDwellSeconds(),
        features.meanRating(),
        new LinkedHashMap<>(features.categories()),
        new LinkedHashMap<>(features.brands()));
  }
}
