package io.hindsight.contracts.queries;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.log.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * Asks about the past, of which the log alone is a witness: no view is waited for. Each is refused
 * with {@code recommendation-unknown} where there is no such receipt, and with {@code overloaded}
 * where too many are asked at a time.
 */
public sealed interface AuditQuery extends Question {

  @Override
  default @Nullable LogPosition atLeast() {
    return null;
  }

  /** {@link AuditAnswer.ServedList}: what was shown, to whom and why. */
  record FindServedList(RecommendationId recommendationId) implements AuditQuery {}

  /**
   * {@link AuditAnswer.Counterfactuals}: where an item would have stood, had the person not done
   * one thing or another. Refused with {@code not-personal} for lists that are nobody's, {@code
   * item-unknown} where the list does not have the item, {@code person-erased} and {@code
   * past-gone}.
   *
   * @param itemId of the list; null: its first
   */
  record FindCounterfactuals(RecommendationId recommendationId, @Nullable ItemId itemId)
      implements AuditQuery {}

  /**
   * {@link AuditAnswer.Difference}: how one list turned into another. Refused as {@link
   * FindCounterfactuals} is, and with {@code not-comparable} where they answer different questions
   * or different persons, or do not come out as they were served.
   */
  record CompareLists(RecommendationId recommendationId, RecommendationId other)
      implements AuditQuery {}

  /** {@link AuditAnswer.Reproduced}: whether the list would come out the same. */
  record ReproduceList(RecommendationId recommendationId) implements AuditQuery {}
}
