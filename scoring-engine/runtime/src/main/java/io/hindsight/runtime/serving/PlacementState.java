package io.hindsight.runtime.serving;

import io.hindsight.contracts.placements.PlacementSettings;

/** A placement's rules, and which revision of them. */
public record PlacementState(int revision, PlacementSettings settings) {}
