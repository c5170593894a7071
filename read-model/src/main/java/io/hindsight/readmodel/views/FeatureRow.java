package io.hindsight.readmodel.views;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.interactions.InteractionType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Features of a user (key {@code subject/ID}) or of an item (key: the item's id), as sums from
 * which rates and means follow. Who has no interactions left has no row.
 *
 * <p>The view of users also keeps how each item was filed when it was first met, and how it is
 * filed now where that differs (key {@code item/ID}). An interaction with an item that was filed
 * anew has a row that says how it was then (key {@code filed/ID/MONTH/ID}, of subject and
 * interaction), so that a retraction undoes what was counted. Of such rows only {@code filing} and
 * {@code refiled} are filled.
 *
 * @param counts interactions by type
 * @param firstSeen the earliest {@code occurredAt}; a retraction leaves it
 * @param lastSeen the latest {@code occurredAt}; a retraction leaves it
 * @param dwellSeconds sum over dwells; decimal, so that a retraction undoes exactly
 * @param ratings sum over ratings
 * @param categories interactions by category, as the item was filed at the time
 * @param brands interactions by brand
 * @param months the same of each type and month in which anything happened, by {@link
 *     Views#ofMonth}: what all the rest is the sum of
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FeatureRow(
    SortedMap<InteractionType, Long> counts,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    BigDecimal dwellSeconds,
    BigDecimal ratings,
    SortedMap<String, Long> categories,
    SortedMap<String, Long> brands,
    SortedMap<String, FeatureRow> months,
    @Nullable Filing filing,
    @Nullable Filing refiled) {

  public static final FeatureRow EMPTY =
      new FeatureRow(
          Collections.emptySortedMap(),
          null,
          null,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          null,
          null);

  public FeatureRow {
    counts = sorted(counts);
    categories = sorted(categories);
    brands = sorted(brands);
    months = sorted(months);
    // 1.50 taken from 1.50 leaves 0.00, which is to be the same row as 0.
    dwellSeconds = dwellSeconds == null ? BigDecimal.ZERO : dwellSeconds.stripTrailingZeros();
    ratings = ratings == null ? BigDecimal.ZERO : ratings.stripTrailingZeros();
  }

  private static <K extends Comparable<K>, V> SortedMap<K, V> sorted(
      @Nullable SortedMap<K, V> counts) {
    return counts == null
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** Where an item stands in the shop. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Filing(List<String> categories, @Nullable String brand) {
    public static final Filing NONE = new Filing(List.of(), null);

    public Filing {
      categories = categories == null ? List.of() : List.copyOf(categories);
    }
  }

  /** A row that only says how something is filed. */
  public static FeatureRow of(Filing filing) {
    return filing(filing, null);
  }

  /** The same item, filed so from now on. */
  public FeatureRow filedAs(Filing now) {
    return filing(filing, now.equals(filing) ? null : now);
  }

  private static FeatureRow filing(@Nullable Filing first, @Nullable Filing now) {
    return new FeatureRow(
        EMPTY.counts,
        null,
        null,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        EMPTY.categories,
        EMPTY.brands,
        EMPTY.months,
        first,
        now);
  }
}
