package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServingFoldTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private static void apply(ServingFold fold, RecordedEvent event) {
    fold.apply(event.position(), event.recordedAt(), event.event());
  }

  private static String picture(ServingFold fold) {
    return Pictures.of(fold.catalog()) + Pictures.of(fold.epoch()) + fold.placements();
  }

  private static InteractionRecorded did(
      String id, String item, InteractionType type, Instant occurredAt) {
    return InteractionRecorded.plain(
        new InteractionId(id), RandomShop.subject(1), new ItemId(item), type, occurredAt);
  }

  @Test
  void eventsThatComeTwiceCountOnce() {
    MemoryLog log = RandomShop.log(1, 2_000);
    ServingFold once = new ServingFold(change -> {});
    log.events().forEach(event -> apply(once, event));
    ServingFold often = new ServingFold(change -> {});
    Random random = new Random(7);
    for (int i = 0; i < log.events().size(); i++) {
      for (int back = random.nextInt(4); back >= 0; back--) {
        apply(often, log.events().get(Math.max(0, i - back)));
      }
      if (random.nextInt(50) == 0) {
        often.catalog();
        often.epoch();
      }
    }
    assertThat(picture(often)).isEqualTo(picture(once));
  }

  @Test
  void aSnapshotDoesNotChangeWhenTheFoldGoesOn() {
    MemoryLog log = RandomShop.log(2, 3_000);
    ServingFold fold = new ServingFold(change -> {});
    List<CatalogState> states = new ArrayList<>();
    List<String> pictures = new ArrayList<>();
    for (RecordedEvent event : log.events()) {
      apply(fold, event);
      if (event.position().value() % 100 == 0) {
        states.add(fold.catalog());
        pictures.add(Pictures.of(fold.catalog()));
      }
    }
    assertThat(states.stream().map(Pictures::of)).isEqualTo(pictures);
  }

  @Test
  void whatIsTakenBackLeavesNoTraceInAnEpoch() {
    ServingFold with = new ServingFold(change -> {});
    ServingFold without = new ServingFold(change -> {});
    InteractionRecorded kept = did("1", "a", InteractionType.VIEW, NOON);
    InteractionRecorded taken = did("2", "a", InteractionType.PURCHASE, NOON.minusSeconds(4_000));
    with.apply(new LogPosition(1), NOON, kept);
    with.apply(new LogPosition(2), NOON, taken);
    with.apply(
        new LogPosition(3), NOON, new InteractionRetracted(taken.interactionId(), taken, NOON));
    without.apply(new LogPosition(1), NOON, kept);
    without.advance(new LogPosition(3));
    assertThat(Pictures.of(with.epoch())).isEqualTo(Pictures.of(without.epoch()));
    assertThat(with.epoch().popularity(1).score(0)).isEqualTo(1);
  }

  @Test
  void whatIsForgottenLeavesNoTraceInAnEpochAndOtherTypesStay() {
    Instant old = NOON.minus(Duration.ofDays(100));
    YearMonth month = YearMonth.from(old.atZone(ZoneOffset.UTC));
    MemoryLog kept = new MemoryLog();
    MemoryLog all = new MemoryLog();
    for (MemoryLog log : List.of(kept, all)) {
      log.append(NOON, did("a", "tea", InteractionType.LIKE, old));
      log.append(NOON, did("b", "cup", InteractionType.VIEW, NOON));
    }
    all.append(NOON, did("c", "tea", InteractionType.VIEW, old));
    all.append(NOON, did("d", "cup", InteractionType.VIEW, old.minus(Duration.ofDays(400))));
    all.append(
        NOON,
        new InteractionsForgotten(
            RetentionId.of(InteractionType.VIEW, month),
            InteractionType.VIEW,
            month.toString(),
            "P90D",
            NOON));
    ServingFold with = new ServingFold(change -> {});
    ServingFold without = new ServingFold(change -> {});
    all.events().forEach(event -> apply(with, event));
    kept.events().forEach(event -> apply(without, event));
    with.advance(all.head());
    without.advance(all.head());
    assertThat(Pictures.of(with.epoch())).isEqualTo(Pictures.of(without.epoch()));
    ServingFold restored = new ServingFold(with.image(), change -> {});
    assertThat(picture(restored)).isEqualTo(picture(with));
  }

  @Test
  void windowsCountBackFromTheLatestRecordingTime() {
    ServingFold fold = new ServingFold(change -> {});
    fold.apply(new LogPosition(1), NOON, did("1", "old", InteractionType.VIEW, NOON));
    Instant later = NOON.plus(Duration.ofDays(10));
    fold.apply(new LogPosition(2), later, did("2", "new", InteractionType.VIEW, later));
    Instant clockSteppedBack = NOON.minusSeconds(60);
    fold.apply(new LogPosition(3), clockSteppedBack, did("3", "new", InteractionType.VIEW, later));
    Epoch epoch = fold.epoch();
    assertThat(epoch.reference()).isEqualTo(later);
    assertThat(epoch.popularity(0).order()).containsExactly(1, 0);
    assertThat(epoch.popularity(7).order()).containsExactly(1);
    assertThat(epoch.popularity(30).score(0)).isEqualTo(1);
    assertThat(epoch.trending().score(1)).isEqualTo(2);
    assertThat(epoch.trending().score(0)).isEqualTo((float) StrictMath.pow(0.5, 5));
  }

  @Test
  void halfLifeDecidesBetweenMuchLongAgoAndLittleNow() {
    ServingFold fold = new ServingFold(change -> {});
    Instant longAgo = NOON.minus(Duration.ofHours(96));
    for (int i = 1; i <= 3; i++) {
      fold.apply(new LogPosition(i), NOON, did("" + i, "old", InteractionType.VIEW, longAgo));
    }
    fold.apply(new LogPosition(4), NOON, did("4", "new", InteractionType.VIEW, NOON));
    assertThat(fold.epoch(24).trending().order()).containsExactly(1, 0);
    assertThat(fold.epoch(168).trending().order()).containsExactly(0, 1);
    assertThat(Pictures.of(fold.epoch(48))).isEqualTo(Pictures.of(fold.epoch()));
  }

  @Test
  void equalScoresRankByItemIdWhateverCameFirst() {
    ServingFold fold = new ServingFold(change -> {});
    int position = 1;
    for (String item : List.of("c", "a", "b")) {
      fold.apply(
          new LogPosition(position), NOON, did("" + position, item, InteractionType.VIEW, NOON));
      position++;
    }
    assertThat(fold.epoch().popularity(0).order()).containsExactly(1, 2, 0);
  }

  @Test
  void manyHoursForgottenAndKeptCountTheSame() {
    ServingFold fold = new ServingFold(change -> {});
    long expected = 0;
    Instant last = NOON.plus(Duration.ofHours(5_000));
    for (int hour = 0; hour <= 5_000; hour++) {
      Instant at = NOON.plus(Duration.ofHours(hour));
      fold.apply(new LogPosition(hour + 1), at, did("" + hour, "a", InteractionType.VIEW, at));
      expected += Duration.between(at, last).toHours() < 30 * 24 ? 1 : 0;
    }
    assertThat(fold.epoch().popularity(30).score(0)).isEqualTo(expected);
    assertThat(fold.epoch().popularity(0).score(0)).isEqualTo(5_001);
  }
}
