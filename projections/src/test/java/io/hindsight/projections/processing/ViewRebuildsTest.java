package io.hindsight.projections.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.projections.given.RandomLog;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Views are built anew beside the live ones. */
class ViewRebuildsTest extends ViewsHarness {
  @Test
  void aViewIsRebuiltBesideTheLiveOneWhileEventsArrive() throws Exception {
    var random = new RandomLog(8);
    allReached(log.append(random.take(8_000)));
    assertThat(processors.handle(new RebuildView("popularity"))).isInstanceOf(Reply.Done.class);
    long before = 0;
    int batches = 0;
    while (statuses("popularity").getFirst().generation() == 1) {
      var position = log.append(random.take(20));
      source.wake();
      reached("popularity", position);
      long now = store.position(Views.POPULARITY).value();
      assertThat(now).as("never goes back").isGreaterThanOrEqualTo(before);
      assertThat(store.page(Views.POPULARITY, ViewReader.BY_KEY, "", null, 10).rows())
          .as("never dark")
          .hasSize(10);
      before = now;
      assertThat(batches++).isLessThan(5_000);
    }
    allReached(log.head());
    var rebuilt = rows(Views.POPULARITY);
    rebuildAll();
    assertThat(rows(Views.POPULARITY)).isEqualTo(rebuilt);
  }

  @Test
  void aRebuildThatARestartInterruptsGoesOn() throws Exception {
    var head = log.append(new RandomLog(9).take(3_000));
    allReached(head);
    processors.close();
    store.open(Views.HISTORY, 2);
    process();
    until("it switched", () -> statuses("history").equals(live("history", 2)));
    until("the old one is gone", () -> store.generations(Views.HISTORY).equals(List.of(2)));
    assertThat(rows(Views.HISTORY)).isNotEmpty();
  }

  @Test
  void aRebuildMendsAViewThatWasStoppedByAFaultOfItsStore() throws Exception {
    var head = log.append(new RandomLog(10).take(100));
    allReached(head);
    store.brokenGeneration.set(1);
    var later = log.append(new RandomLog(11).take(100));
    until("it stops", () -> statuses("items").getFirst().status().equals("stopped"));
    assertThat(progress.reached("items")).isEqualTo(head);
    processors.handle(new RebuildView("items"));
    until("it switched", () -> statuses("items").equals(live("items", 2)));
    assertThat(progress.reached("items")).isEqualTo(later);
  }

  @Test
  void anUnknownViewAndASecondRebuildAreRefused() throws Exception {
    allReached(log.append(new RandomLog(12).take(100)));
    assertThat(processors.handle(new RebuildView("nothing")))
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refused -> {
              assertThat(refused.refusal().code()).isEqualTo("view-unknown");
              assertThat(refused.refusal().remedy()).contains("popularity");
            });
    store.brokenGeneration.set(2);
    processors.handle(new RebuildView("items"));
    until(
        "the rebuild is stuck",
        () -> statuses("items").stream().anyMatch(view -> view.status().equals("stopped")));
    assertThat(processors.handle(new RebuildView("items")))
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("rebuild-underway"));
    until("the live one goes on", () -> statuses("items").getFirst().status().equals("live"));
    reached("items", log.append(new RandomLog(13).take(10)));
  }
}
