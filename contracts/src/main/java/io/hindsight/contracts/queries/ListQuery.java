package io.hindsight.contracts.queries;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.serving.ListFilter;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a list of items. Each is answered with an {@link Answer} of a {@link RecommendedList},
 * and leaves a receipt in the log before it is answered.
 */
public sealed interface ListQuery extends Question {
  @Nullable PlacementId placement();

  @Nullable Integer n();

  ListFilter filter();

  /** Personal recommendations. An unknown user is a new one, not an error. */
  record FindRecommendations(
      UserId userId,
      @Nullable PlacementId placement,
      @Nullable Integer n,
      @Nullable Double diversity,
      ListFilter filter,
      @Nullable LogPosition atLeast)
      implements ListQuery {
    @Override
    public String toString() {
      return "FindRecommendations";
    }
  }

  /** Items like this one. Refused with {@code item-unknown}. */
  record FindSimilarItems(
      ItemId itemId,
      @Nullable PlacementId placement,
      @Nullable Integer n,
      ListFilter filter,
      @Nullable LogPosition atLeast)
      implements ListQuery {}

  /**
   * @param windowDays 1, 7 or 30 days back, 0 for all time
   */
  record FindPopular(
      @Nullable PlacementId placement,
      @Nullable Integer n,
      int windowDays,
      ListFilter filter,
      @Nullable LogPosition atLeast)
      implements ListQuery {}

  record FindTrending(
      @Nullable PlacementId placement,
      @Nullable Integer n,
      ListFilter filter,
      @Nullable LogPosition atLeast)
      implements ListQuery {}
}
