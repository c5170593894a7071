package io.hindsight.contracts.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.ids.ItemId;
import java.util.List;

/**
 * Served items, best first.
 *
 * @param scores one for each id
 * @param propensities with which probability each was shown at its rank; empty where the list was
 *     certain
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ServedItems(List<ItemId> ids, List<Float> scores, List<Float> propensities) {
  public ServedItems {
    ids = ids == null ? List.of() : List.copyOf(ids);
    scores = scores == null ? List.of() : List.copyOf(scores);
    propensities = propensities == null ? List.of() : List.copyOf(propensities);
    if (ids.size() != scores.size()
        || (!propensities.isEmpty() && propensities.size() != ids.size())) {
      throw new IllegalArgumentException(
          "%d ids, %d scores, %d propensities"
              .formatted(ids.size(), scores.size(), propensities.size()));
    }
  }
}
