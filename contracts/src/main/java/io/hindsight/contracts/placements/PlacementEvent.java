package io.hindsight.contracts.placements;

import io.hindsight.contracts.ids.PlacementId;
import java.time.Instant;

/** The life of a placement. Its revision is the number of its events, from 1. */
public sealed interface PlacementEvent {
  PlacementId placementId();

  int revision();

  PlacementSettings settings();

  record PlacementCreated(
      PlacementId placementId, int revision, PlacementSettings settings, Instant at)
      implements PlacementEvent {}

  record PlacementChanged(
      PlacementId placementId, int revision, PlacementSettings settings, Instant at)
      implements PlacementEvent {}
}
