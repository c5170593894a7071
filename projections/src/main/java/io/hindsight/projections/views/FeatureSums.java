package io.hindsight.projections.views;

import static java.time.ZoneOffset.UTC;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.readmodel.views.FeatureRow;
import io.hindsight.readmodel.views.FeatureRow.Filing;
import io.hindsight.readmodel.views.Views;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an interaction adds to the features of its user or item, and its retraction takes off. */
final class FeatureSums {
  private FeatureSums() {}

  static FeatureRow plus(@Nullable FeatureRow before, InteractionRecorded recorded, Filing filing) {
    FeatureRow row = before == null ? FeatureRow.EMPTY : before;
    String month = month(recorded);
    FeatureRow part = row.months().getOrDefault(month, FeatureRow.EMPTY);
    return with(seen(row, recorded, filing), month, seen(part, recorded, filing));
  }

  private static FeatureRow seen(FeatureRow row, InteractionRecorded recorded, Filing filing) {
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
    String month = month(recorded);
    FeatureRow part = row.months().get(month);
    return rest.counts().isEmpty()
        ? null
        : part == null
            ? rest
            : with(rest, month, sum(part, recorded, filing, -1, part.firstSeen(), part.lastSeen()));
  }

  private static String month(InteractionRecorded recorded) {
    return Views.ofMonth(recorded.type(), YearMonth.from(recorded.occurredAt().atZone(UTC)));
  }

  private static FeatureRow with(FeatureRow row, String month, FeatureRow part) {
    SortedMap<String, FeatureRow> months = new TreeMap<>(row.months());
    if (part.counts().isEmpty()) {
      months.remove(month);
    } else {
      months.put(month, part);
    }
    return of(row, months);
  }

  private static FeatureRow of(FeatureRow sums, SortedMap<String, FeatureRow> months) {
    return new FeatureRow(
        sums.counts(),
        sums.firstSeen(),
        sums.lastSeen(),
        sums.dwellSeconds(),
        sums.ratings(),
        sums.categories(),
        sums.brands(),
        months,
        null,
        null);
  }

  /** The months that are forgotten of a row. */
  static List<String> covered(FeatureRow row, InteractionsForgotten forgotten) {
    String first = forgotten.type().wireName() + "|";
    String last = Views.ofMonth(forgotten.type(), forgotten.lastMonth());
    return row.months().keySet().stream()
        .filter(month -> month.startsWith(first) && month.compareTo(last) <= 0)
        .toList();
  }

  /** As if what happened in some months never had: summed up anew from the others. */
  static @Nullable FeatureRow without(FeatureRow row, List<String> gone) {
    if (gone.isEmpty()) {
      return row;
    }
    SortedMap<String, FeatureRow> months = new TreeMap<>(row.months());
    months.keySet().removeAll(gone);
    FeatureRow sums = FeatureRow.EMPTY;
    for (FeatureRow part : months.values()) {
      sums = sum(sums, part);
    }
    return months.isEmpty() ? null : of(sums, months);
  }

  private static FeatureRow sum(FeatureRow one, FeatureRow other) {
    Instant first = other.firstSeen();
    Instant last = other.lastSeen();
    return new FeatureRow(
        sum(one.counts(), other.counts()),
        first == null ? one.firstSeen() : earliest(one.firstSeen(), first),
        last == null ? one.lastSeen() : latest(one.lastSeen(), last),
        one.dwellSeconds().add(other.dwellSeconds()),
        one.ratings().add(other.ratings()),
        sum(one.categories(), other.categories()),
        sum(one.brands(), other.brands()),
        FeatureRow.EMPTY.months(),
        null,
        null);
  }

  private static <K extends Comparable<? super K>> SortedMap<K, Long> sum(
      SortedMap<K, Long> one, SortedMap<K, Long> other) {
    SortedMap<K, Long> sum = new TreeMap<>(one);
    other.forEach((key, count) -> Counts.addTo(sum, key, count));
    return sum;
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
        row.months(),
        null,
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
