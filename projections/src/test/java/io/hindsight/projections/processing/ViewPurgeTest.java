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
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.RebuildView;
import io.hindsight.contracts.queries.VerifyView.Step;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.projections.given.RandomLog;
import io.hindsight.readmodel.views.Views;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewPurgeTest extends ViewsHarness {
  private static final String VIEW = Views.HISTORY.name();

  private ViewPurge purge;

  @BeforeEach
  void record() {
    purge = new ViewPurge(processors, store, progress, log::head);
    log.append(did("i1", "ann", InteractionType.VIEW, "tea", NOON));
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
    folded(new RandomLog(17).take(3_000).toArray());
    pauseVerification(VIEW);
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

  private LogPosition folded(Object... events) throws InterruptedException {
    LogPosition to = log.append(events);
    allReached(to);
    return to;
  }

  @Test
  void oneThatIsPausedMeanwhileIsNoticed() throws Exception {
    folded(new RandomLog(17).take(3_000).toArray());
    LogPosition gone = folded(erased("ann"));
    store.beforeScrub = () -> pauseVerification(VIEW);
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
    folded(new RandomLog(17).take(3_000).toArray());
    pauseVerification(VIEW);
    store.removals = new CountDownLatch(1);
    folded(erased("ann"));
    var impatient = new ViewPurge(processors, store, progress, log::head, Duration.ofMillis(10));
    for (int i = 0; i < 3; i++) {
      assertThat(impatient.handle(new PurgeViews(new SubjectId("ann"))))
          .isInstanceOf(Purge.NotYet.class);
    }
    until("its rows are gone", () -> store.generations(Views.HISTORY).equals(List.of(1)));
    verify(VIEW, Step.START);
    assertThat(statuses(VIEW)).extracting(ViewAnswer.View::generation).containsExactly(1, 3);
    store.removals.countDown();
    until("it is over", () -> verification(VIEW).status().equals("identical"));
    assertThat(purge("ann")).isInstanceOf(Purge.Done.class);
    assertThat(store.generations(Views.HISTORY)).containsExactly(1);
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
