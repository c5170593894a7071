package io.hindsight.contracts.placements;

import io.hindsight.contracts.interactions.InteractionType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * By which rules a placement's lists are made.
 *
 * @param algorithm whose active model scores: item-knn, popularity or trending
 * @param listLength how many items where the request does not say, 1 to 100
 * @param diversity where the request does not say: 0 ranks by score alone, 1 by difference alone
 * @param consumedBy after which interactions an item is not shown to the person again
 */
public record PlacementSettings(
    String name,
    String algorithm,
    int listLength,
    double diversity,
    Set<InteractionType> consumedBy) {

  /** What is bought or rated has been consumed; what was only looked at has not. */
  public static final Set<InteractionType> DEFAULT_CONSUMED_BY =
      Collections.unmodifiableSet(EnumSet.of(InteractionType.PURCHASE, InteractionType.RATING));

  public PlacementSettings {
    consumedBy =
        consumedBy.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(consumedBy));
  }
}
