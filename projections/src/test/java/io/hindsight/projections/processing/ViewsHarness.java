package io.hindsight.projections.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.contracts.queries.VerifyView;
import io.hindsight.contracts.queries.VerifyView.Step;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.projections.given.FailingStore;
import io.hindsight.projections.given.TestLog;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.projections.views.Projections;
import io.hindsight.readmodel.sqlite.SqliteViewStore;
import io.hindsight.readmodel.store.Row;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.Views;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** All views on Axon's processors and a real store. */
abstract class ViewsHarness {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  final TestLog log = new TestLog();
  final SharedEventSource source = log.source();
  FailingStore store;
  ViewProgress progress;
  final AtomicBoolean busy = new AtomicBoolean();
  ViewProcessors processors;

  @BeforeEach
  void start() {
    store = new FailingStore(SqliteViewStore.open(folder.resolve("views.db"), 4));
    progress = new ViewProgress();
    process();
  }

  final void process() {
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
    store.removals.countDown();
    processors.close();
    store.close();
  }

  final void restart() {
    stop();
    start();
  }

  final void reached(String view, LogPosition position) throws InterruptedException {
    assertThat(progress.await(view, position, LONG)).as(view).isGreaterThanOrEqualTo(position);
  }

  final void allReached(LogPosition position) throws InterruptedException {
    for (var view : Views.ALL) {
      reached(view.name(), position);
    }
  }

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still waiting: %s", what).isLessThan(deadline);
      LockSupport.parkNanos(2_000_000);
    }
  }

  final <T> Map<String, Row<T>> rows(ViewDefinition<T> view) {
    var rows = new LinkedHashMap<String, Row<T>>();
    String after = null;
    do {
      var page = store.page(view, ViewReader.BY_KEY, "", after, 1_000);
      page.rows().forEach(row -> rows.put(row.key(), row));
      after = page.next();
    } while (after != null);
    return rows;
  }

  final List<ViewAnswer.View> statuses(String view) {
    return processors.now().views().stream().filter(one -> one.name().equals(view)).toList();
  }

  final Map<String, Map<String, ?>> everything() {
    var all = new LinkedHashMap<String, Map<String, ?>>();
    Views.ALL.forEach(view -> all.put(view.name(), rows(view)));
    return all;
  }

  final void rebuildAll() throws InterruptedException {
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

  final AuditAnswer.Verification verification(String view) {
    return processors.verification(view).orElseThrow();
  }

  final void verify(String view, Step step) {
    assertThat(processors.handle(new VerifyView(view, step))).isInstanceOf(Reply.Done.class);
  }

  /**
   * Of a view that is past a few thousand events and has one generation. Nothing can be written
   * into the second, so it is sure to be on its way still.
   */
  final void pauseVerification(String view) {
    store.brokenGeneration.set(2);
    verify(view, Step.START);
    until("it is held up", () -> verification(view).problem() != null);
    assertThat(verification(view).status()).isEqualTo("replaying");
    verify(view, Step.PAUSE);
    store.brokenGeneration.set(0);
    assertThat(verification(view).status()).isEqualTo("paused");
    assertThat(verification(view).problem()).isNull();
  }

  final List<ViewAnswer.View> live(String view, int generation) {
    return List.of(new ViewAnswer.View(view, generation, "live", log.head(), 0, null));
  }
}
