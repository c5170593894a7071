package io.hindsight.contracts.serving;

import io.hindsight.contracts.ids.RecommendationId;

/**
 * The receipt of one list, as {@link ServingEvent.RecommendationServed} holds it beside others.
 *
 * @param request what was asked, defaults filled in
 * @param basis from which states it was computed
 * @param items ids and scores, best first
 */
public record Receipt(
    RecommendationId recommendationId, ListRequest request, Basis basis, ServedItems items) {
  public Receipt(RecommendationId recommendationId, ServedList list) {
    this(recommendationId, list.request(), list.basis(), list.items());
  }

  public ServedList list() {
    return new ServedList(request, basis, items);
  }
}
