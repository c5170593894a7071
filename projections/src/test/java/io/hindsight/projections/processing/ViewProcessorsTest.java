package io.hindsight.projections.processing;

import static io.hindsight.projections.given.Facts.NOON;
import static io.hindsight.projections.given.Facts.did;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.projections.given.FailingStore;
import io.hindsight.projections.given.RandomLog;
import io.hindsight.projections.given.TestLog;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.projections.views.Projections;
import io.hindsight.readmodel.sqlite.SqliteViewStore;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.HistoryRow;
import io.hindsight.readmodel.views.Views;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All views on Axon's processors and a real store. */
class ViewProcessorsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final TestLog log = new TestLog();
  private final SharedEventSource source = log.source();
  private FailingStore store;
  private ViewProgress progress;
  private final AtomicBoolean busy = new AtomicBoolean();
  private ViewProcessors processors;

  @BeforeEach
  void start() {
    store = new FailingStore(SqliteViewStore.open(folder.resolve("views.db"), 4));
    progress = new ViewProgress();
    processors =
        new ViewProcessors(
            store,
            progress,
            source,
            OpenTelemetry.noop().getTracer("test"),
            log::head,
            busy::get,
            Projections.all());
    processors.start();
  }

  @AfterEach
  void stop() {
    store.failures.set(0);
    processors.close();
    store.close();
  }

  private void restart() {
    stop();
    start();
  }

  private void reached(String view, LogPosition position) throws InterruptedException {
    assertThat(progress.await(view, position, LONG)).as(view).isGreaterThanOrEqualTo(position);
  }

  private void allReached(LogPosition position) throws InterruptedException {
    for (var view : Views.ALL) {
      reached(view.name(), position);
    }
  }

  private static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still waiting: %s", what).isLessThan(deadline);
      Thread.onSpinWait();
      Thread.sleep(2);
    }
  }

  private <T> Map<String, Row<T>> rows(ViewDefinition<T> view) {
    var rows = new LinkedHashMap<String, Row<T>>();
    String after = null;
    do {
      var page = store.page(view, ViewReader.BY_KEY, "", after, 1_000);
      page.rows().forEach(row -> rows.put(row.key(), row));
      after = page.next();
    } while (after != null);
    return rows;
  }

  private List<ViewAnswer.View> statuses(String view) {
    return processors.now().views().stream().filter(one -> one.name().equals(view)).toList();
  }

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

  private Map<String, Map<String, ?>> everything() {
    var all = new LinkedHashMap<String, Map<String, ?>>();
    Views.ALL.forEach(view -> all.put(view.name(), rows(view)));
    return all;
  }

  private void rebuildAll() throws InterruptedException {
    for (var view : Views.ALL) {
      int before = statuses(view.name()).getFirst().generation();
      assertThat(processors.handle(new RebuildView(view.name())))
          .isEqualTo(new Reply.Done(log.head(), before + 1, true));
      until(
          view.name() + " is rebuilt",
          () -> statuses(view.name()).equals(live(view.name(), before + 1)));
      until("the old one is gone", () -> store.generations(view).equals(List.of(before + 1)));
    }
  }

  private List<ViewAnswer.View> live(String view, int generation) {
    return List.of(new ViewAnswer.View(view, generation, "live", log.head(), 0, null));
  }

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
    processors =
        new ViewProcessors(
            store,
            progress,
            source,
            OpenTelemetry.noop().getTracer("test"),
            log::head,
            busy::get,
            Projections.all());
    processors.start();
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

  @Test
  void whileTheIntakeIsBusyAViewThatIsWaitedForGoesOn() throws Exception {
    busy.set(true);
    var random = new RandomLog(3);
    allReached(log.append(random.take(500)));
    allReached(log.append(random.take(500)));
    assertThat(rows(Views.HISTORY)).isNotEmpty();
  }
}
