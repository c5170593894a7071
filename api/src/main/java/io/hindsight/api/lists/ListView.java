package io.hindsight.api.lists;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.queries.RecommendedList;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A list as answered.
 *
 * @param recommendationId names the receipt; give it back with the interactions that follow. Null
 *     where the placement keeps a sample of receipts and this list is not in it, and for a list of
 *     the past, which was not served
 * @param receiptSample which share of the placement's lists leaves a receipt; absent where all do
 * @param algorithm what scored the list
 * @param model null where no trained model took part
 * @param variant null where no experiment took part
 * @param positions up to where the states that made the list had seen the log
 * @param written the items in JSON, where they were answered before
 */
@Schema(name = "RecommendedList")
@JsonSerialize(using = ListWriter.class)
record ListView(
    @Nullable String recommendationId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double receiptSample,
    List<Entry> items,
    String placement,
    String algorithm,
    @Nullable Model model,
    @Nullable String variant,
    Seen positions,
    @JsonIgnore @Schema(hidden = true) @Nullable SerializableString written) {

  /** One whose items were not written before. */
  ListView(
      @Nullable String recommendationId,
      @Nullable Double receiptSample,
      List<Entry> items,
      String placement,
      String algorithm,
      @Nullable Model model,
      @Nullable String variant,
      Seen positions) {
    this(
        recommendationId,
        receiptSample,
        items,
        placement,
        algorithm,
        model,
        variant,
        positions,
        null);
  }

  /**
   * One item.
   *
   * @param rank from 1
   */
  @Schema(name = "RecommendedItem")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(String itemId, int rank, float score, @Nullable String title, List<Why> reasons) {}

  /**
   * A reason.
   *
   * @param itemId the item it leans on
   * @param category that the person prefers, as the catalog spells it
   * @param brand likewise
   * @param weight the share of the score that it explains, 0 to 1, in ten thousandths
   */
  @Schema(name = "Reason")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Why(
      String code,
      String text,
      @Nullable String itemId,
      @Nullable String category,
      @Nullable String brand,
      BigDecimal weight) {

    /** Nobody reads more digits, and sixteen would be a sixth of the answer. */
    static BigDecimal share(double weight) {
      return BigDecimal.valueOf(Math.round(weight * 10_000), 4).stripTrailingZeros();
    }
  }

  /** Which model, by version and content. */
  @Schema(name = "ModelUsed")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Model(int version, String contentHash) {}

  /**
   * Positions.
   *
   * @param epoch of popularity and trending
   * @param catalog of the items
   * @param person of the person's own interactions
   */
  @Schema(name = "ListPositions")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Seen(long epoch, long catalog, @Nullable Long person) {}

  static List<Entry> entries(RecommendedList list) {
    List<Entry> entries = new ArrayList<>(list.items().size());
    for (RecommendedList.RecommendedItem item : list.items()) {
      entries.add(
          new Entry(
              item.itemId().value(), item.rank(), item.score(), item.title(), why(item.reasons())));
    }
    return entries;
  }

  static ListView of(RecommendedList list) {
    return of(list, entries(list), null);
  }

  static ListView of(
      RecommendedList list, List<Entry> entries, @Nullable SerializableString written) {
    var basis = list.basis();
    return new ListView(
        list.recommendationId() == null ? null : list.recommendationId().value(),
        list.receiptSample(),
        entries,
        list.placement().value(),
        list.algorithm(),
        model(list.modelVersion(), basis.model()),
        null,
        new Seen(
            basis.epoch().value(),
            basis.catalog().value(),
            basis.person() == null ? null : basis.person().value()),
        written);
  }

  /** A model that was at hand but ranked nothing is in the receipt, not here. */
  private static @Nullable Model model(@Nullable Integer version, @Nullable String contentHash) {
    return version == null || contentHash == null ? null : new Model(version, contentHash);
  }

  private static List<Why> why(List<RecommendedList.Reason> reasons) {
    List<Why> shown = new ArrayList<>(reasons.size());
    for (RecommendedList.Reason reason : reasons) {
      String item = reason.itemId() == null ? null : reason.itemId().value();
      shown.add(
          new Why(
              reason.code(),
              reason.text(),
              item,
              reason.category(),
              reason.brand(),
              Why.share(reason.weight())));
    }
    return shown;
  }
}
