package io.hindsight.contracts.queries;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.serving.Basis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as served, or as it would have been.
 *
 * @param recommendationId names the receipt; null where the placement keeps a sample of receipts
 *     and this list is not in it, for a list that was not served, and before the receipt is stored
 * @param receiptSample which share of the placement's lists leaves a receipt; null: each of them
 * @param algorithm what scored it: item-knn, or preferences, trending, popularity and newest where
 *     nothing personal was learned
 * @param modelVersion null where no trained model took part
 */
public record RecommendedList(
    @Nullable RecommendationId recommendationId,
    @Nullable Double receiptSample,
    PlacementId placement,
    String algorithm,
    @Nullable Integer modelVersion,
    Basis basis,
    List<RecommendedItem> items) {
  public RecommendedList {
    items = List.copyOf(items);
  }

  /** One whose placement keeps every receipt. */
  public RecommendedList(
      RecommendationId recommendationId,
      PlacementId placement,
      String algorithm,
      @Nullable Integer modelVersion,
      Basis basis,
      List<RecommendedItem> items) {
    this(recommendationId, null, placement, algorithm, modelVersion, basis, items);
  }

  /** The same list, with its receipt's id. */
  public RecommendedList under(RecommendationId id) {
    return new RecommendedList(id, receiptSample, placement, algorithm, modelVersion, basis, items);
  }

  /**
   * @param rank from 1
   */
  public record RecommendedItem(
      ItemId itemId, int rank, float score, @Nullable String title, List<Reason> reasons) {
    public RecommendedItem {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Why an item stands in the list.
   *
   * @param code because-you, stated-preference, similar-to, popular, trending, preferred-category,
   *     new-in-catalog
   * @param text in words
   * @param itemId the item it leans on
   * @param category that the person prefers, as the catalog spells it
   * @param brand likewise
   * @param weight the share of the score that this reason explains, 0 to 1
   */
  public record Reason(
      String code,
      String text,
      @Nullable ItemId itemId,
      @Nullable String category,
      @Nullable String brand,
      double weight) {
    /** One that leans on an item, or on nothing in particular. */
    public Reason(String code, String text, @Nullable ItemId itemId, double weight) {
      this(code, text, itemId, null, null, weight);
    }
  }
}
