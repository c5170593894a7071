package io.hindsight.contracts.placements;

import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.log.Stream;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * What can be asked of a placement. Each answers with a {@link
 * io.hindsight.contracts.intake.Reply}.
 */
public sealed interface PlacementCommand {
  PlacementId placementId();

  @TargetAggregateIdentifier
  default String stream() {
    return Stream.of(placementId()).name();
  }

  /** Refused with {@code placement-exists} where it exists with other settings. */
  record CreatePlacement(PlacementId placementId, PlacementSettings settings, Instant at)
      implements PlacementCommand {}

  /** Refused with {@code placement-unknown} where there is none. Equal settings change nothing. */
  record ChangePlacement(PlacementId placementId, PlacementSettings settings, Instant at)
      implements PlacementCommand {}
}
