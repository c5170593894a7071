package io.hindsight.app.server;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.retention.RetentionPolicy;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code hindsight.retention.TYPE=PERIOD}. */
final class RetentionSettings {
  private static final String PREFIX = "hindsight.retention.";

  private RetentionSettings() {}

  /**
   * @throws IllegalArgumentException with a remedy, for what is no type or no period
   */
  static List<RetentionPolicy> policies(Map<String, String> settings) {
    Map<InteractionType, RetentionPolicy> policies = new EnumMap<>(InteractionType.class);
    settings.forEach(
        (name, period) -> {
          RetentionPolicy policy = policy(name, period);
          if (policies.put(policy.type(), policy) != null) {
            throw new IllegalArgumentException(
                PREFIX + policy.type().wireName() + " is set twice: leave one out");
          }
        });
    return List.copyOf(policies.values());
  }

  private static RetentionPolicy policy(String name, String period) {
    InteractionType type =
        type(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        PREFIX + name + " names no type of interactions: use one of " + types()));
    try {
      return new RetentionPolicy(type, Period.parse(period));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          PREFIX
              + type.wireName()
              + "="
              + period
              + " is no period: use ISO 8601, such as P90D, P6M or P1Y ("
              + e.getMessage()
              + ")");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          PREFIX + type.wireName() + "=" + period + ": " + e.getMessage());
    }
  }

  /** Names of settings lose their underscores on the way here. */
  private static Optional<InteractionType> type(String name) {
    return Arrays.stream(InteractionType.values())
        .filter(type -> plain(type.wireName()).equals(plain(name)))
        .findFirst();
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }

  private static String types() {
    return Arrays.stream(InteractionType.values())
        .map(InteractionType::wireName)
        .collect(Collectors.joining(", "));
  }
}
