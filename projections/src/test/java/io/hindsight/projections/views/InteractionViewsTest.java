package io.hindsight.projections.views;

import static io.hindsight.projections.given.Facts.NOON;
import static io.hindsight.projections.given.Facts.details;
import static io.hindsight.projections.given.Facts.did;
import static io.hindsight.projections.given.Facts.listed;
import static io.hindsight.projections.given.Facts.retracted;
import static io.hindsight.projections.given.Facts.revised;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.projections.given.Facts;
import io.hindsight.readmodel.views.FeatureRow;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.PopularityRow;
import io.hindsight.readmodel.views.TrendingRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** History, popularity, trending and features: what people did. */
class InteractionViewsTest {
  private static final Instant DAY_AFTER = NOON.plus(Duration.ofDays(1));

  private static InteractionRecorded view(String id, Instant at) {
    return did(id, "ann", InteractionType.VIEW, "tea", at);
  }

  @Test
  void historyKeepsARetractedInteractionWithTheMoment() {
    var view = view("i1", NOON);
    var other = view("i2", NOON);
    var history = Folded.of(new HistoryProjection(), view, other, retracted(view));
    assertThat(history.rows())
        .containsOnlyKeys(HistoryRow.takenBack(view), HistoryRow.counting(other));
    HistoryRow row = history.row(HistoryRow.takenBack(view));
    assertThat(row.recorded()).isEqualTo(view);
    assertThat(row.position()).isEqualTo(new LogPosition(1));
    assertThat(row.retractedAt()).isEqualTo(new LogPosition(3));
    assertThat(history.row(HistoryRow.counting(other)).retractedAt()).isNull();
  }

  @Test
  void historyStandsNewestFirstByWhenItHappened() {
    var old = view("a", NOON.minusNanos(1_000));
    var late = view("b", NOON);
    var before1970 = view("c", Instant.parse("1969-12-31T23:59:59Z"));
    assertThat(Stream.of(old, before1970, late).map(HistoryRow::counting).sorted())
        .containsExactly(
            HistoryRow.counting(late), HistoryRow.counting(old), HistoryRow.counting(before1970));
  }

  @Test
  void popularityCountsByTypeAndDay() {
    var popularity =
        Folded.of(
            new PopularityProjection(),
            view("i1", NOON),
            view("i2", DAY_AFTER),
            did("i3", "bob", InteractionType.PURCHASE, "tea", DAY_AFTER));
    long day = NOON.getEpochSecond() / 86_400;
    assertThat(popularity.row("tea").totals())
        .isEqualTo(Map.of(InteractionType.VIEW, 2L, InteractionType.PURCHASE, 1L));
    assertThat(popularity.row("tea").days().toMap())
        .isEqualTo(
            Map.of(
                PopularityRow.key(day, InteractionType.VIEW), 1L,
                PopularityRow.key(day + 1, InteractionType.VIEW), 1L,
                PopularityRow.key(day + 1, InteractionType.PURCHASE), 1L));
  }

  @Test
  void popularityOfALongTimeKeepsExactCountsFromADayOn() {
    var popularity = new Folded<>(new PopularityProjection());
    for (int day = 0; day < PopularityRow.DAYS + 5; day++) {
      popularity.then(view("i" + day, NOON.plus(Duration.ofDays(day))));
    }
    long first = NOON.getEpochSecond() / 86_400 + 5;
    assertThat(popularity.row("tea").days().size()).isEqualTo(PopularityRow.DAYS);
    assertThat(popularity.row("tea").from()).isEqualTo(first);

    var newest = view("i" + (PopularityRow.DAYS + 4), NOON.plus(Duration.ofDays(94)));
    popularity.then(retracted(newest));
    popularity.then(view("late", NOON));
    var days = popularity.row("tea").days();
    assertThat(days.size()).isEqualTo(PopularityRow.DAYS - 1);
    assertThat(days.count(PopularityRow.key(first - 5, InteractionType.VIEW)))
        .as("a day that fell out does not come back with a part of its count")
        .isZero();
    assertThat(popularity.row("tea").totals())
        .isEqualTo(Map.of(InteractionType.VIEW, PopularityRow.DAYS + 5L));
  }

  @Test
  void popularityKeepsWholeDaysOfAllTypes() {
    var popularity = new Folded<>(new PopularityProjection());
    for (int day = 0; day <= PopularityRow.DAYS; day++) {
      var at = NOON.plus(Duration.ofDays(day));
      popularity.then(view("v" + day, at));
      popularity.then(did("p" + day, "bob", InteractionType.PURCHASE, "tea", at));
    }
    long first = NOON.getEpochSecond() / 86_400 + 1;
    var row = popularity.row("tea");
    assertThat(row.from()).isEqualTo(first);
    assertThat(row.days().size()).isEqualTo(2 * PopularityRow.DAYS);
    assertThat(row.days().first()).isEqualTo(PopularityRow.key(first, InteractionType.VIEW));
  }

  @Test
  void trendingCountsHoursAndNoDismissals() {
    var trending =
        Folded.of(
            new TrendingProjection(),
            view("i1", NOON),
            view("i2", NOON.plusSeconds(3_599)),
            view("i3", NOON.plusSeconds(3_600)),
            did("i4", "bob", InteractionType.DISMISS, "tea", NOON));
    long hour = NOON.getEpochSecond() / 3_600;
    assertThat(trending.row("tea").hours().toMap())
        .isEqualTo(
            Map.of(
                PopularityRow.key(hour, InteractionType.VIEW), 2L,
                PopularityRow.key(hour + 1, InteractionType.VIEW), 1L));
  }

  @Test
  void trendingIsBounded() {
    var trending = new Folded<>(new TrendingProjection());
    for (int hour = 0; hour < TrendingRow.HOURS + 3; hour++) {
      trending.then(view("i" + hour, NOON.plus(Duration.ofHours(hour))));
    }
    assertThat(trending.row("tea").hours().size()).isEqualTo(TrendingRow.HOURS);
    assertThat(trending.row("tea").from()).isEqualTo(NOON.getEpochSecond() / 3_600 + 3);
  }

  @Test
  void userFeaturesSumUpWhatAPersonDid() {
    var features =
        Folded.of(
            new UserFeaturesProjection(),
            listed("tea", details("Tea", "Acme", "drinks", "hot")),
            view("i1", NOON),
            did("i2", "ann", InteractionType.DWELL, "tea", DAY_AFTER, null, 12.5),
            did("i3", "ann", InteractionType.RATING, "cup", NOON, 4.5, null));
    FeatureRow row = features.row("subject/ann");
    assertThat(row.counts())
        .isEqualTo(
            Map.of(
                InteractionType.VIEW, 1L, InteractionType.DWELL, 1L, InteractionType.RATING, 1L));
    assertThat(row.firstSeen()).isEqualTo(NOON);
    assertThat(row.lastSeen()).isEqualTo(DAY_AFTER);
    assertThat(row.dwellSeconds()).isEqualTo(new BigDecimal("12.5"));
    assertThat(row.ratings()).isEqualTo(new BigDecimal("4.5"));
    assertThat(row.categories()).isEqualTo(Map.of("drinks", 2L, "hot", 2L));
    assertThat(row.brands()).isEqualTo(Map.of("Acme", 2L));
    assertThat(row.months()).hasSize(3);
  }

  @Test
  void aRetractionTakesOffTheCategoriesThatWereCounted() {
    var view = view("i1", NOON);
    var features =
        Folded.of(
            new UserFeaturesProjection(),
            listed("tea", details("Tea", "Acme", "drinks")),
            view,
            view("i2", NOON),
            revised("tea", details("Tea", "Other", "groceries")),
            view("i3", NOON),
            retracted(view));
    assertThat(features.row("subject/ann").categories())
        .isEqualTo(Map.of("drinks", 1L, "groceries", 1L));
    assertThat(features.row("subject/ann").brands()).isEqualTo(Map.of("Acme", 1L, "Other", 1L));
  }

  @Test
  void anItemListedAfterAnInteractionIsNotTakenOffWhenThatIsRetracted() {
    var early = view("i1", NOON);
    var features =
        Folded.of(
            new UserFeaturesProjection(),
            early,
            listed("tea", details("Tea", null, "drinks")),
            view("i2", NOON),
            retracted(early));
    assertThat(features.row("subject/ann").categories()).isEqualTo(Map.of("drinks", 1L));
  }

  @Test
  void itemFeaturesSumUpWhatWasDoneWithIt() {
    var features =
        Folded.of(
            new ItemFeaturesProjection(),
            view("i1", NOON),
            did("i2", "bob", InteractionType.DWELL, "tea", NOON, null, 0.1),
            did("i3", "bob", InteractionType.DWELL, "tea", NOON, null, 0.2));
    assertThat(features.row("tea").dwellSeconds()).isEqualByComparingTo("0.3");
    assertThat(features.row("tea").counts())
        .isEqualTo(Map.of(InteractionType.VIEW, 1L, InteractionType.DWELL, 2L));
    assertThat(Facts.NOON).isEqualTo(features.row("tea").firstSeen());
  }
}
