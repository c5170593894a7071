package io.hindsight.projections.views;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.readmodel.views.FeatureRow;
import io.hindsight.readmodel.views.FeatureRow.Filing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an interaction adds to the features of its user or item, and its retraction takes off. */
final class FeatureSums {
  private FeatureSums() {}

  static FeatureRow plus(@Nullable FeatureRow before, InteractionRecorded recorded, Filing filing) {
    FeatureRow row = before == null ? FeatureRow.EMPTY : before;
    return sum(
        row,
        recorded,
        filing,
        1,
        earliest(row.firstSeen(), recorded.occurredAt()),
        latest(row.lastSeen(), recorded.occurredAt()));
  }

  static @Nullable FeatureRow minus(
      @Nullable FeatureRow row, InteractionRecorded recorded, Filing filing) {
    if (row == null) {
      return null;
    }
    var rest = sum(row, recorded, filing, -1, row.firstSeen(), row.lastSeen());
    return rest.counts().isEmpty() ? null : rest;
  }

  private static FeatureRow sum(
      FeatureRow row,
      InteractionRecorded recorded,
      Filing filing,
      int change,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen) {
    String brand = filing.brand();
    return new FeatureRow(
        Counts.add(row.counts(), recorded.type(), change),
        firstSeen,
        lastSeen,
        add(row.dwellSeconds(), recorded.seconds(), change),
        add(row.ratings(), recorded.value(), change),
        filing.categories().isEmpty()
            ? row.categories()
            : Counts.addAll(row.categories(), filing.categories(), change),
        brand == null ? row.brands() : Counts.addAll(row.brands(), List.of(brand), change),
        null);
  }

  private static BigDecimal add(BigDecimal sum, @Nullable Double value, int change) {
    return value == null
        ? sum
        : sum.add(BigDecimal.valueOf(value).multiply(BigDecimal.valueOf(change)));
  }

  private static Instant earliest(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }

  private static Instant latest(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }
}
