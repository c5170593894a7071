package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import java.util.Map;

/** All of a fold at one position, safe to hand to another thread. */
record FoldImage(
    LogPosition position,
    Instant reference,
    CatalogState catalog,
    Map<PlacementId, PlacementState> placements,
    Map<String, ModelRef> models,
    ActivityCounts.Image counts) {}
