package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.RecordedEvent;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Interleavings of the fold and a reader, on one thread: hooks run the fold in mid-read. */
class PersonStatesTest extends FoldAndHistory {
  @Test
  void eventsWhileTheHistoryIsReadAreNotLost() {
    long next = nextInteraction(RandomShop.subject(1), 1_000);
    foldTo(next - 1);
    historyTo(next - 1);
    history.afterReading = () -> foldTo(next);
    ServingView view = core.view(RandomShop.subject(1));
    assertRight(view);
    assertThat(view.person().position(view.person().size() - 1)).isEqualTo(next);
  }

  @Test
  void aRetractionWhileTheHistoryIsReadIsNotServed() {
    long retraction =
        log.events().stream()
            .filter(event -> event.event() instanceof InteractionRetracted)
            .mapToLong(event -> event.position().value())
            .filter(position -> position > 1_000)
            .findFirst()
            .orElseThrow();
    var back = (InteractionRetracted) log.events().get((int) retraction - 1).event();
    foldTo(retraction - 1);
    historyTo(retraction - 1);
    history.afterReading =
        () -> {
          foldTo(retraction);
          historyTo(retraction);
        };
    ServingView view = core.view(back.recorded().subjectId());
    assertRight(view);
    assertThat(view.person().position()).isEqualTo(new LogPosition(retraction));
  }

  @Test
  void eventsInBothTheHistoryAndTheFoldCountOnce() {
    core = core(WITHOUT_TAIL);
    foldTo(1_000);
    history.whileWaiting =
        () -> {
          foldTo(1_200);
          historyTo(1_600);
        };
    assertRight(core.view(RandomShop.subject(2)));
  }

  @Test
  void aHistoryAheadOfTheFoldIsCutBack() {
    foldTo(500);
    historyTo(3_000);
    assertIsAt(500, core.view(RandomShop.subject(3)));
  }

  @Test
  void aPersonInMemoryFollowsTheFoldWithoutTheHistory() {
    foldTo(1_000);
    historyTo(1_000);
    core.view(RandomShop.subject(5));
    history.whileWaiting =
        () -> {
          throw new AssertionError("asked the history for a person in memory");
        };
    int last = 0;
    for (RecordedEvent event : log.events()) {
      if (event.position().value() > 1_000 && event.event().toString().contains("Retracted")) {
        last = (int) event.position().value() - 1;
        break;
      }
    }
    foldTo(last);
    ServingView view = core.view(RandomShop.subject(5));
    assertRight(view);
    assertThat(view.person().position()).isEqualTo(new LogPosition(last));
  }

  @Test
  void aHistoryThatCannotBeReadFailsEachRequestAndLeavesNothingBehind() {
    foldTo(1_000);
    historyTo(1_000);
    history.afterReading =
        () -> {
          throw new IllegalStateException("disk gone");
        };
    assertThatThrownBy(() -> core.view(RandomShop.subject(6)))
        .isInstanceOf(LogUnavailable.class)
        .hasRootCauseMessage("disk gone");
    assertThat(core.personsInMemory()).isZero();
    history.afterReading = () -> {};
    assertRight(core.view(RandomShop.subject(6)));
  }

  @Test
  void personsBeyondTheBoundLeaveAndComeBackRight() {
    core = core(new ServingSettings(50, Duration.ofDays(1), 1_000, Duration.ZERO, 300));
    foldTo(3_000);
    historyTo(3_000);
    for (int round = 0; round < 3; round++) {
      for (int person = 0; person < 12; person++) {
        assertRight(core.view(RandomShop.subject(person)));
      }
    }
    assertThat(core.personsInMemory()).isLessThan(12);
  }

  @RepeatedTest(30)
  void everyInterleavingGivesTheStateOfItsPosition(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    Random random = new Random(seed);
    Runnable step =
        () -> {
          if (random.nextInt(3) > 0) {
            foldTo(core.position().value() + random.nextInt(25));
          }
          if (random.nextInt(3) > 0) {
            historyTo(core.position().value() + random.nextInt(20) - 5);
          }
        };
    history.whileWaiting = step;
    history.afterReading = step;
    while (core.position().value() < 2_900) {
      step.run();
      LogPosition before = core.position();
      ServingView view = core.view(RandomShop.subject(random.nextInt(12)));
      assertThat(view.person().position()).as("seed %d", seed).isGreaterThanOrEqualTo(before);
      assertRight(view);
    }
  }

  @Test
  void anErasedPersonLeavesMemoryWithTheEventAndWhenAskedTo() {
    foldTo(1_000);
    historyTo(1_000);
    core.view(RandomShop.subject(1));
    core.view(RandomShop.subject(2));
    assertThat(core.personsInMemory()).isEqualTo(2);
    core.apply(new LogPosition(5_000), RandomShop.OPENING, erased(1));
    core.publish(new LogPosition(5_000));
    assertThat(core.personsInMemory()).isEqualTo(1);
    core.forget(RandomShop.subject(2));
    assertThat(core.personsInMemory()).isZero();
  }

  /**
   * The history has let go of them while they were being read: what was read before is not kept.
   */
  @Test
  void aPersonErasedWhileTheyAreReadIsNotKept() {
    foldTo(1_000);
    historyTo(1_000);
    history.afterReading =
        () -> {
          history.afterReading = () -> {};
          core.apply(new LogPosition(5_000), RandomShop.OPENING, erased(1));
          core.publish(new LogPosition(5_000));
          historyTo(5_000);
          history.gone = RandomShop.subject(1);
        };
    assertThat(core.view(RandomShop.subject(1)).person().isEmpty()).isTrue();
  }

  private static SubjectErased erased(int person) {
    return new SubjectErased(new ErasureId("e"), RandomShop.subject(person), RandomShop.OPENING);
  }
}
