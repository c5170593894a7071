package io.hindsight.readmodel.views;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.readmodel.store.ViewDefinition;
import java.time.YearMonth;
import java.util.List;

/** Every view there is. */
public final class Views {
  private Views() {}

  /** What keys of {@link #HISTORY} begin with where the interaction was taken back. */
  static final String TAKEN_BACK = "taken-back/";

  /** Groups of {@link #HISTORY}: interactions by their type, and the month they happened in. */
  public static final String BY_MONTH = "by-month";

  /** Index of {@link #QUALITY}: unknown items, most interactions first. */
  public static final String UNKNOWN_ITEMS = "unknown-items";

  /** Index of {@link #POPULARITY}: all items, most interactions of all time first. */
  public static final String BY_TOTAL = "by-total";

  public static final ViewDefinition<ItemRow> ITEMS = ViewDefinition.of("items", 1, ItemRow.class);
  public static final ViewDefinition<ProfileRow> PROFILES =
      ViewDefinition.of("profiles", 1, ProfileRow.class);
  public static final ViewDefinition<HistoryRow> HISTORY =
      ViewDefinition.of("history", 3, HistoryRow.class).groupedBy(BY_MONTH, HistoryRow::inMonth);
  public static final ViewDefinition<PopularityRow> POPULARITY =
      ViewDefinition.of("popularity", 3, PopularityRow.class)
          .indexedBy(BY_TOTAL, PopularityRow::mostFirst);
  public static final ViewDefinition<TrendingRow> TRENDING =
      ViewDefinition.of("trending", 3, TrendingRow.class);
  public static final ViewDefinition<FeatureRow> USER_FEATURES =
      ViewDefinition.of("user-features", 4, FeatureRow.class);
  public static final ViewDefinition<FeatureRow> ITEM_FEATURES =
      ViewDefinition.of("item-features", 2, FeatureRow.class);
  public static final ViewDefinition<QualityRow> QUALITY =
      ViewDefinition.of("data-quality", 1, QualityRow.class)
          .indexedBy(UNKNOWN_ITEMS, QualityRow::mostUnknownFirst);
  public static final ViewDefinition<PlacementRow> PLACEMENTS =
      ViewDefinition.of("placements", 1, PlacementRow.class);
  public static final ViewDefinition<ModelRow> MODELS =
      ViewDefinition.of("models", 2, ModelRow.class);
  public static final ViewDefinition<ErasureRow> ERASURES =
      ViewDefinition.of("erasures", 1, ErasureRow.class);

  public static final List<ViewDefinition<?>> ALL =
      List.of(
          ITEMS,
          PROFILES,
          HISTORY,
          POPULARITY,
          TRENDING,
          USER_FEATURES,
          ITEM_FEATURES,
          QUALITY,
          PLACEMENTS,
          MODELS,
          ERASURES);

  /** The prefix under which what counts of a person stands in {@link #HISTORY}. */
  public static String ofSubject(SubjectId subject) {
    return subject.value() + "|";
  }

  /** The same for what the person took back. */
  public static String takenBackBy(SubjectId subject) {
    return TAKEN_BACK + ofSubject(subject);
  }

  /** The prefix under which a year's interactions of a type stand in {@link #BY_MONTH}. */
  public static String ofYear(InteractionType type, int year) {
    return "%s|%04d-".formatted(type.wireName(), year);
  }

  /** The same for a month, which is the whole entry. */
  public static String ofMonth(InteractionType type, YearMonth month) {
    return type.wireName() + "|" + month;
  }
}
