package io.hindsight.query.lists;

import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.runtime.serving.PlacementState;

/**
 * The placement that is there before anybody made one. Its settings stand in the code as revision
 * 0, so changing them changes what old receipts of that revision reproduce: make a placement
 * instead.
 */
public final class BuiltIn {
  public static final PlacementId PLACEMENT = new PlacementId("home");
  public static final int REVISION = 0;
  public static final PlacementSettings SETTINGS =
      new PlacementSettings("Home", "item-knn", 10, 0.0, PlacementSettings.DEFAULT_CONSUMED_BY);

  static final PlacementState STATE = new PlacementState(REVISION, SETTINGS);

  private BuiltIn() {}

  public static <T> Answer<T> unknown(PlacementId placement) {
    return Answer.refused(
        "placement-unknown",
        "There is no placement " + placement + ".",
        "Create it with POST /v1/placements, or leave placement out for " + PLACEMENT + ".");
  }
}
