package io.hindsight.readmodel.views;

import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.placements.PlacementSettings;

/** Key: the placement's id. */
public record PlacementRow(PlacementId placementId, int revision, PlacementSettings settings) {}
