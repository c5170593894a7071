package io.hindsight.projections.processing;

import static io.hindsight.projections.given.Facts.NOON;
import static io.hindsight.projections.given.Facts.did;
import static io.hindsight.projections.given.Facts.erased;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.erasure.ErasureEvent.ErasureRequested;
import io.hindsight.contracts.erasure.ErasureOrder.PurgeViews;
import io.hindsight.contracts.erasure.Purge;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditAnswer;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.contracts.queries.VerifyView;
import io.hindsight.contracts.queries.VerifyView.Step;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.projections.given.FailingStore;
import io.hindsight.projections.given.RandomLog;
import io.hindsight.projections.given.TestLog;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.projections.views.Projections;
import io.hindsight.readmodel.sqlite.SqliteViewStore;
import io.hindsight.readmodel.store.ViewDefinition;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.views.Views;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewPurgeTest {
  @TempDir Path folder;

  private final TestLog log = new TestLog();
  private final SharedEventSource source = log.source();
  private final ViewProgress progress = new ViewProgress();
  private FailingStore store;
  private ViewProcessors processors;
  private ViewPurge purge;

  @BeforeEach
  void start() {
    store = new FailingStore(SqliteViewStore.open(folder.resolve("views.db"), 4));
    processors =
        new ViewProcessors(
            store,
            progress,
            source,
            OpenTelemetry.noop().getTracer("test"),
            log::head,
            () -> false,
            Projections.all());
    processors.start();
    purge = new ViewPurge(processors, store, progress, log::head);
    log.append(did("i1", "ann", InteractionType.VIEW, "tea", NOON));
  }

  @AfterEach
  void stop() {
    processors.close();
    store.close();
  }

  private Purge purge(String person) throws InterruptedException {
    return purge.handle(new PurgeViews(new SubjectId(person)));
  }

  @Test
  void whoWasErasedBeforeAScrubBeganNeedsNoSecondOne() throws Exception {
    LogPosition both = log.append(erased("ann"), erased("ben"));
    assertThat(purge("ann")).isEqualTo(new Purge.Done(both));
    assertThat(purge("ben")).isEqualTo(new Purge.Done(both));
    assertThat(store.scrubs).hasValue(1);
    LogPosition later = log.append(erased("cy"));
    assertThat(purge("cy")).isEqualTo(new Purge.Done(later));
    assertThat(store.scrubs).hasValue(2);
  }

  @Test
  void whatPreventsAScrubIsSaidAndTheNextTryDoesIt() throws Exception {
    LogPosition gone = log.append(erased("ann"));
    store.prevented.set(1);
    assertThat(purge("ann")).isInstanceOf(Purge.NotYet.class);
    log.append(did("i2", "ben", InteractionType.VIEW, "tea", NOON));
    assertThat(purge("ann")).isEqualTo(new Purge.Done(gone));
    assertThat(store.scrubs).hasValue(1);
  }

  /** It holds rows of the erased that nobody will fold away. */
  @Test
  void aGenerationThatWaitsIsGoneBeforeThePurgeIsDone() throws Exception {
    foldMuch();
    pauseOne();
    store.removals = new CountDownLatch(1);
    LogPosition gone = folded(erased("ann"));
    var impatient = new ViewPurge(processors, store, progress, log::head, Duration.ofMillis(10));
    assertThat(impatient.handle(new PurgeViews(new SubjectId("ann"))))
        .isEqualTo(
            new Purge.NotYet("paused, compared or removed just now: view history (generation 2)"));
    store.removals.countDown();
    assertThat(purge("ann")).isEqualTo(new Purge.Done(gone));
    assertThat(store.generations(Views.HISTORY)).containsExactly(1);
  }

  private void foldMuch() throws InterruptedException {
    folded(new RandomLog(17).take(3_000).toArray());
  }

  private LogPosition folded(Object... events) throws InterruptedException {
    LogPosition to = log.append(events);
    for (ViewDefinition<?> view : Views.ALL) {
      progress.await(view.name(), to, Duration.ofSeconds(30));
    }
    return to;
  }

  /** Nothing can be written into the generation, so it is sure to be on its way still. */
  private void pauseOne() {
    store.brokenGeneration.set(2);
    verify(Step.START);
    until("it is held up", () -> verification().problem() != null);
    verify(Step.PAUSE);
    store.brokenGeneration.set(0);
  }

  @Test
  void oneThatIsPausedMeanwhileIsNoticed() throws Exception {
    foldMuch();
    LogPosition gone = log.append(erased("ann"));
    store.beforeScrub = this::pauseOne;
    assertThat(purge("ann"))
        .isEqualTo(
            new Purge.NotYet("paused, compared or removed just now: view history (generation 2)"));
    store.beforeScrub = () -> {};
    assertThat(purge("ann")).isEqualTo(new Purge.Done(gone));
    assertThat(store.generations(Views.HISTORY)).containsExactly(1);
  }

  /** Removed twice, the second time under the next one's feet, it would never come to its end. */
  @Test
  void aNumberIsNotGivenAgainBeforeItsGenerationIsGone() throws Exception {
    foldMuch();
    pauseOne();
    store.removals = new CountDownLatch(1);
    folded(erased("ann"));
    var impatient = new ViewPurge(processors, store, progress, log::head, Duration.ofMillis(10));
    for (int i = 0; i < 3; i++) {
      assertThat(impatient.handle(new PurgeViews(new SubjectId("ann"))))
          .isInstanceOf(Purge.NotYet.class);
    }
    until("its rows are gone", () -> store.generations(Views.HISTORY).equals(List.of(1)));
    verify(Step.START);
    assertThat(processors.now().views())
        .filteredOn(view -> view.name().equals(Views.HISTORY.name()))
        .extracting(ViewAnswer.View::generation)
        .containsExactly(1, 3);
    store.removals.countDown();
    until("it is over", () -> verification().status().equals("identical"));
    assertThat(purge("ann")).isInstanceOf(Purge.Done.class);
    assertThat(store.generations(Views.HISTORY)).containsExactly(1);
  }

  private void verify(Step step) {
    assertThat(processors.handle(new VerifyView(Views.HISTORY.name(), step)))
        .isInstanceOf(Reply.Done.class);
  }

  private AuditAnswer.Verification verification() {
    return processors.verification(Views.HISTORY.name()).orElseThrow();
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void aRebuildFoldsTheErasedOnceMoreAndIsScrubbed() throws Exception {
    LogPosition gone =
        log.append(
            new ErasureRequested(new ErasureId("e-ann"), new SubjectId("ann"), NOON),
            erased("ann"));
    assertThat(purge("ann")).isEqualTo(new Purge.Done(gone));
    assertThat(processors.handle(new RebuildView(Views.HISTORY.name()))).isNotNull();
    until("scrubbed again", () -> store.scrubs.get() == 2);
  }
}
