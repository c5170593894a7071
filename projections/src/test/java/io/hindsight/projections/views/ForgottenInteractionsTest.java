package io.hindsight.projections.views;

import static io.hindsight.projections.given.Facts.details;
import static io.hindsight.projections.given.Facts.did;
import static io.hindsight.projections.given.Facts.forgotten;
import static io.hindsight.projections.given.Facts.listed;
import static io.hindsight.projections.given.Facts.retracted;
import static io.hindsight.projections.given.Facts.revised;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.projections.processing.ViewProjection;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** After a month was forgotten, views are as if what happened up to its end never had. */
class ForgottenInteractionsTest {
  private static final Instant START = Instant.parse("2025-10-01T00:00:00Z");
  private static final int DAYS = 80;
  private static final InteractionType[] TYPES = InteractionType.values();

  @TestFactory
  Stream<DynamicTest> everyViewOfInteractionsIsAsIfTheyHadNeverHappened() {
    return Stream.<Supplier<ViewProjection<?>>>of(
            HistoryProjection::new,
            PopularityProjection::new,
            TrendingProjection::new,
            UserFeaturesProjection::new,
            ItemFeaturesProjection::new)
        .map(
            view ->
                DynamicTest.dynamicTest(
                    view.get().view().name(),
                    () -> {
                      for (int round = 0; round < 20; round++) {
                        isAsIfNever(view.get(), new SplittableRandom().nextLong());
                      }
                    }));
  }

  private static <T> void isAsIfNever(ViewProjection<T> projection, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    InteractionType type = TYPES[random.nextInt(TYPES.length)];
    InteractionsForgotten gone =
        forgotten(type, YearMonth.of(2025, 9).plusMonths(random.nextInt(4)));
    List<Object> happened = log(random, 200);
    List<Object> all = new ArrayList<>(happened);
    all.add(gone);
    List<Object> never = new ArrayList<>();
    for (Object event : happened) {
      // A placeholder, so that what stays has the position that it had.
      boolean covered = event instanceof InteractionRecorded did && gone.covers(did);
      never.add(covered ? forgotten(type, YearMonth.of(1999, 1)) : event);
    }
    assertThat(Folded.of(projection, all).rowsOfPeople())
        .as("seed " + seed)
        .isEqualTo(Folded.of(projection, never).rowsOfPeople());
  }

  /** Few enough days that no row has to leave any out. */
  private static List<Object> log(SplittableRandom random, int events) {
    List<Object> log = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      String item = "t" + random.nextInt(6);
      if (random.nextInt(8) == 0) {
        log.add(revised(item, details("T", "b" + random.nextInt(3), "c" + random.nextInt(3))));
      } else {
        InteractionType type = TYPES[random.nextInt(TYPES.length)];
        log.add(
            did(
                "i" + i,
                "p" + random.nextInt(4),
                type,
                item,
                START.plusSeconds(random.nextLong(DAYS * 86_400L)),
                type == InteractionType.RATING ? random.nextInt(10) / 2.0 : null,
                type == InteractionType.DWELL ? random.nextInt(90) / 7.0 : null));
      }
    }
    return log;
  }

  @Test
  void theLastInstantOfTheMonthIsForgottenAndTheNextOneKept() {
    Instant may = Instant.parse("2026-05-01T00:00:00Z");
    var history =
        Folded.of(
            new HistoryProjection(),
            did("old", "ann", InteractionType.VIEW, "tea", Instant.parse("1971-02-03T00:00:00Z")),
            did("last", "ann", InteractionType.VIEW, "tea", may.minusNanos(1)),
            did("kept", "ann", InteractionType.VIEW, "tea", may),
            did("other", "ann", InteractionType.LIKE, "tea", may.minusNanos(1)),
            forgotten(InteractionType.VIEW, YearMonth.of(2026, 4)));
    assertThat(history.rows().values())
        .extracting(row -> row.recorded().interactionId().value())
        .containsExactlyInAnyOrder("kept", "other");
  }

  @Test
  void firstSeenIsWhatIsLeft() {
    Instant may = Instant.parse("2026-05-03T00:00:00Z");
    var features =
        Folded.of(
            new UserFeaturesProjection(),
            listed("tea", details("Tea", "Acme", "drinks")),
            revised("tea", details("Tea", "Acme", "gifts")),
            did("i1", "ann", InteractionType.VIEW, "tea", may.minusSeconds(86_400 * 20)),
            did("i2", "ann", InteractionType.VIEW, "tea", may),
            forgotten(InteractionType.VIEW, YearMonth.of(2026, 4)));
    assertThat(features.row("subject/ann").firstSeen()).isEqualTo(may);
    assertThat(features.rows().keySet().stream().filter(key -> key.startsWith("filed/")))
        .hasSize(1);
  }

  @Test
  void whatIsKeptCanStillBeTakenBack() {
    Instant may = Instant.parse("2026-05-03T00:00:00Z");
    var kept = did("i2", "ann", InteractionType.VIEW, "tea", may);
    var popularity =
        Folded.of(
            new PopularityProjection(),
            did("i1", "ann", InteractionType.VIEW, "tea", may.minusSeconds(86_400 * 20)),
            kept,
            forgotten(InteractionType.VIEW, YearMonth.of(2026, 4)),
            retracted(kept));
    assertThat(popularity.rows()).isEmpty();
  }
}
