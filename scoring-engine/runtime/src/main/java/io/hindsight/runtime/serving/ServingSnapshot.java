package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.log.LogPosition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that lists are computed from, except the person. Immutable.
 *
 * @param position up to where catalog and placements are known
 * @param models by algorithm
 * @param epoch counted at an earlier position, or the same
 */
public record ServingSnapshot(
    LogPosition position,
    CatalogState catalog,
    Map<PlacementId, PlacementState> placements,
    Map<String, ActiveModel> models,
    Epoch epoch) {

  public static final ServingSnapshot EMPTY =
      new ServingSnapshot(LogPosition.START, CatalogState.EMPTY, Map.of(), Map.of(), Epoch.EMPTY);

  public ServingSnapshot {
    placements = Map.copyOf(placements);
    models = Map.copyOf(models);
  }

  /** Null where none was activated, or its artifact cannot be read. */
  public @Nullable ActiveModel model(String algorithm) {
    return models.get(algorithm);
  }
}
