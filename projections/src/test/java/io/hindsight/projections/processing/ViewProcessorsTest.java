package io.hindsight.projections.processing;

import static io.hindsight.projections.given.Facts.NOON;
import static io.hindsight.projections.given.Facts.did;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.projections.given.RandomLog;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.Views;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All views on Axon's processors and a real store. */
class ViewProcessorsTest extends ViewsHarness {
  @Test
  void everyViewFollowsTheLog() throws Exception {
    allReached(log.append(new RandomLog(1).take(2_500)));
    assertThat(rows(Views.HISTORY)).hasSizeGreaterThan(1_000);
    assertThat(processors.now().head()).isEqualTo(new LogPosition(2_500));
    assertThat(processors.now().views())
        .hasSize(Views.ALL.size())
        .allSatisfy(
            view -> {
              assertThat(view.status()).isEqualTo("live");
              assertThat(view.lag()).isZero();
              assertThat(view.problem()).isNull();
            });
  }

  @Test
  void whatIsReportedCanBeRead() throws Exception {
    for (int i = 0; i < 50; i++) {
      var did = did("i" + i, "ann", InteractionType.VIEW, "tea", NOON);
      var position = log.append(did);
      source.wake();
      reached("history", position);
      assertThat(store.get(Views.HISTORY, HistoryRow.counting(did))).isPresent();
    }
  }

  @Test
  void viewsGoOnWhereTheyLeftOffAfterARestart() throws Exception {
    var random = new RandomLog(2);
    allReached(log.append(random.take(1_200)));
    restart();
    assertThat(progress.reached("items")).isEqualTo(new LogPosition(1_200));
    long readBefore = log.eventsRead.get();
    allReached(log.append(random.take(300)));
    assertThat(log.eventsRead.get() - readBefore).isLessThan(1_200);
  }

  @Test
  void aPoisonEventStopsItsViewRightBeforeItAndNoOther() throws Exception {
    for (int i = 1; i <= 100; i++) {
      log.append(did("i" + i, "ann", InteractionType.VIEW, "tea", NOON));
    }
    // Popularity needs the interaction that a retraction carries, items do not look at any.
    log.append(new InteractionRetracted(new InteractionId("poison"), null, NOON));
    var head = log.append(new RandomLog(4).take(100));
    reached("models", head);
    reached("items", head);
    until("popularity stops", () -> progress.reached("popularity").value() == 100);
    until("it says so", () -> statuses("popularity").getFirst().status().equals("stopped"));
    var stopped = statuses("popularity").getFirst();
    assertThat(stopped.problem()).contains("at 101");
    assertThat(stopped.lag()).isEqualTo(101);
    assertThat(rows(Views.POPULARITY).get("tea").value().totals())
        .isEqualTo(Map.of(InteractionType.VIEW, 100L));
    assertThat(statuses("items").getFirst().status()).isEqualTo("live");
    restart();
    until("still stopped", () -> statuses("popularity").getFirst().status().equals("stopped"));
    assertThat(progress.reached("popularity")).isEqualTo(new LogPosition(100));
  }

  @Test
  void anUnregisteredEventStopsEveryView() throws Exception {
    log.append(new RandomLog(5).take(10));
    log.append("not registered");
    log.append(new RandomLog(6).take(10));
    until(
        "all stop",
        () ->
            processors.now().views().stream()
                .allMatch(
                    view -> view.status().equals("stopped") && view.problem().contains("at 11")));
    // Events that a view ignores are passed with the next one it wants, so it may stand earlier.
    assertThat(processors.now().views()).allMatch(view -> view.position().value() <= 10);
  }

  @Test
  void afterAFailedFlushTheSameEventsCountOnce() throws Exception {
    var random = new RandomLog(7);
    allReached(log.append(random.take(200)));
    store.failures.set(15);
    var head = log.append(random.take(400));
    until("flushes failed", () -> store.failures.get() == 0);
    allReached(head);
    var disturbed = everything();
    rebuildAll();
    assertThat(everything()).isEqualTo(disturbed);
  }

  @Test
  void whileTheIntakeIsBusyAViewThatIsWaitedForGoesOn() throws Exception {
    busy.set(true);
    var random = new RandomLog(3);
    allReached(log.append(random.take(500)));
    allReached(log.append(random.take(500)));
    assertThat(rows(Views.HISTORY)).isNotEmpty();
  }
}
