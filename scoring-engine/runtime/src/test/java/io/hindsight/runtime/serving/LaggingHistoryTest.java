package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is served of a person while the history view is behind the fold. */
class LaggingHistoryTest extends FoldAndHistory {
  @Test
  void aHistoryThatLagsIsMadeUpForByTheTail() {
    foldTo(1_000);
    historyTo(400);
    for (int person = 0; person < 12; person++) {
      assertIsAt(1_000, core.view(RandomShop.subject(person)));
    }
    foldTo(1_300);
    for (int person = 0; person < 12; person++) {
      assertIsAt(1_300, core.view(RandomShop.subject(person)));
    }
  }

  @Test
  void whatTheTailTookBackIsLeftOutWhetherTheHistoryHasItOrNot() {
    for (RecordedEvent event : log.events()) {
      if (event.event() instanceof InteractionRetracted back) {
        long did = positionOf(back.interactionId());
        for (long reached : new long[] {did - 1, did, event.position().value() - 1}) {
          core = core(SETTINGS);
          history.reached = LogPosition.START;
          foldTo(event.position().value());
          historyTo(reached);
          assertIsAt(event.position().value(), core.view(back.recorded().subjectId()));
        }
      }
      if (event.position().value() > 700) {
        break;
      }
    }
  }

  @Test
  void whereTwoIdsHaveOneHashTheTailDoesNotGuess() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    SubjectId twin = new SubjectId("twin");
    var one = interaction(twin, "Aa");
    var other = interaction(twin, "BB");
    log.append(RandomShop.OPENING, one);
    log.append(RandomShop.OPENING, other);
    log.append(
        RandomShop.OPENING, new InteractionRetracted(one.interactionId(), one, RandomShop.OPENING));
    foldTo(3_003);
    historyTo(3_000);
    assertIsAt(3_000, core.view(twin));
    historyTo(3_001);
    assertIsAt(3_003, core.view(twin));
    assertThat(core.view(twin).person().position(0)).isEqualTo(3_002);
  }

  private static InteractionRecorded interaction(SubjectId subject, String id) {
    return InteractionRecorded.plain(
        new InteractionId(id),
        subject,
        new ItemId("item-1"),
        InteractionType.VIEW,
        RandomShop.OPENING);
  }

  @Test
  void withoutATailAHistoryThatLagsGivesAnOlderStateThatIsNotKept() {
    core = core(WITHOUT_TAIL);
    foldTo(1_000);
    historyTo(400);
    assertIsAt(400, core.view(RandomShop.subject(4)));
    historyTo(1_000);
    assertIsAt(1_000, core.view(RandomShop.subject(4)));
  }

  @Test
  void whatWasDoneBetweenTheHistoryAndTheCheckpointIsWaitedFor() {
    ServingFold before = new ServingFold(change -> {});
    for (RecordedEvent event : log.events().subList(0, 1_000)) {
      before.apply(event.position(), event.recordedAt(), event.event());
    }
    core = core(before.image(), SETTINGS);
    foldTo(1_200);
    historyTo(700);
    assertIsAt(700, core.view(RandomShop.subject(4)));
    historyTo(999);
    assertIsAt(999, core.view(RandomShop.subject(4)));
    history.whileWaiting = () -> historyTo(1_000);
    assertIsAt(1_200, core.view(RandomShop.subject(4)));
    assertIsAt(1_200, core.view(RandomShop.subject(5)));
  }

  @Test
  void aHistoryThatArrivesAsTheTimeEndsIsUsed() {
    core = core(new ServingSettings(50, Duration.ofDays(1), 1_000, Duration.ZERO, 100_000, 0, 48));
    foldTo(1_000);
    historyTo(400);
    history.afterAsking = () -> historyTo(1_000);
    assertIsAt(1_000, core.view(RandomShop.subject(4)));
  }

  @Test
  void nobodyWaitsForWhatCameAfterTheRequest() {
    core = core(WITHOUT_TAIL);
    foldTo(1_000);
    historyTo(400);
    history.whileWaiting =
        () -> {
          if (core.position().value() == 1_000) {
            foldTo(1_001);
            historyTo(500);
          } else {
            historyTo(1_000);
          }
        };
    assertRight(core.view(RandomShop.subject(4)));
    assertThat(history.wanted).isEqualTo(new LogPosition(1_000));
  }
}
