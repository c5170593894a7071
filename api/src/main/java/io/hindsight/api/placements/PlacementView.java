package io.hindsight.api.placements;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.queries.ViewAnswer;
import java.util.List;

/**
 * A placement as answered.
 *
 * @param revision counts its changes, from 1; 0 for a built-in one
 */
record PlacementView(
    String placementId,
    int revision,
    String name,
    String algorithm,
    int listLength,
    double diversity,
    List<String> consumedBy,
    double receiptSample) {

  static PlacementView of(ViewAnswer.Placement placement) {
    var settings = placement.settings();
    return new PlacementView(
        placement.placementId().value(),
        placement.revision(),
        settings.name(),
        settings.algorithm(),
        settings.listLength(),
        settings.diversity(),
        settings.consumedBy().stream().map(InteractionType::wireName).toList(),
        settings.receiptShare());
  }

  /** All placements. */
  record All(List<PlacementView> placements) {
    static All of(ViewAnswer.Placements all) {
      return new All(all.placements().stream().map(PlacementView::of).toList());
    }
  }

  /**
   * What a write did.
   *
   * @param changed false where it was so already
   */
  record Change(String placementId, int revision, boolean changed, long position) {}
}
