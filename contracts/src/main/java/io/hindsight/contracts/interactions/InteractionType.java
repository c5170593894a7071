package io.hindsight.contracts.interactions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person did with an item. The order is part of stored checkpoints: add at the end only. */
public enum InteractionType {
  VIEW,
  CLICK,
  LIKE,
  SHARE,
  ADD_TO_CART,
  PURCHASE,
  RATING,
  DWELL,
  DISMISS,
  SEARCH_CLICK;

  private static final Map<String, InteractionType> BY_WIRE_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(InteractionType::wireName, type -> type));

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name on the wire and in the log: {@code add_to_cart}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  public static Optional<InteractionType> of(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }

  @JsonCreator
  static InteractionType read(String wireName) {
    return of(wireName)
        .orElseThrow(() -> new IllegalArgumentException("no interaction type " + wireName));
  }
}
