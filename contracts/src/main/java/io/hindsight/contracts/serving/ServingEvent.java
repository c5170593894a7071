package io.hindsight.contracts.serving;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.hindsight.contracts.ids.RecommendationId;

/** What was served. */
public sealed interface ServingEvent {
  RecommendationId recommendationId();

  /**
   * The receipt of one list: with the log, enough to compute it again, bit for bit. Reasons and
   * features are recomputed, not stored.
   *
   * @param request what was asked, defaults filled in
   * @param basis from which states it was computed
   * @param items ids and scores, best first
   */
  record RecommendationServed(
      @JsonProperty("id") RecommendationId recommendationId,
      ListRequest request,
      Basis basis,
      ServedItems items)
      implements ServingEvent {}
}
