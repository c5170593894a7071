package io.hindsight.readmodel.views;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.readmodel.store.ViewDefinition;
import java.util.List;

/** Every view there is. */
public final class Views {
  private Views() {}

  /**
   * Index of {@link #HISTORY}: a person's interactions that count, newest first by when they
   * happened.
   */
  public static final String BY_SUBJECT = "by-subject";

  /**
   * Index of {@link #HISTORY}: a person's interactions in the order of the log, retracted ones too.
   */
  public static final String BY_POSITION = "by-position";

  /** Index of {@link #QUALITY}: unknown items, most interactions first. */
  public static final String UNKNOWN_ITEMS = "unknown-items";

  /** Index of {@link #POPULARITY}: all items, most interactions of all time first. */
  public static final String BY_TOTAL = "by-total";

  public static final ViewDefinition<ItemRow> ITEMS = ViewDefinition.of("items", 1, ItemRow.class);
  public static final ViewDefinition<ProfileRow> PROFILES =
      ViewDefinition.of("profiles", 1, ProfileRow.class);
  public static final ViewDefinition<HistoryRow> HISTORY =
      ViewDefinition.of("history", 1, HistoryRow.class)
          .indexedBy(BY_SUBJECT, HistoryRow::newestFirst)
          .indexedBy(BY_POSITION, HistoryRow::inLogOrder);
  public static final ViewDefinition<PopularityRow> POPULARITY =
      ViewDefinition.of("popularity", 2, PopularityRow.class)
          .indexedBy(BY_TOTAL, PopularityRow::mostFirst);
  public static final ViewDefinition<TrendingRow> TRENDING =
      ViewDefinition.of("trending", 2, TrendingRow.class);
  public static final ViewDefinition<FeatureRow> USER_FEATURES =
      ViewDefinition.of("user-features", 2, FeatureRow.class);
  public static final ViewDefinition<FeatureRow> ITEM_FEATURES =
      ViewDefinition.of("item-features", 1, FeatureRow.class);
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

  /** The prefix under which a person's rows stand in both indexes of {@link #HISTORY}. */
  public static String ofSubject(SubjectId subject) {
    return subject.value() + "|";
  }
}
