package io.hindsight.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lingering: with a limit so long that a test which waits it out fails by its timeout. */
@Timeout(30)
class CommitQueueTest {
  private static final Duration AGES = Duration.ofMinutes(10);
  private static final Duration NO_PATIENCE = Duration.ZERO;

  private final ExecutorService committer = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() {
    committer.shutdownNow();
  }

  private static CommitQueue queue(Duration linger) {
    return new CommitQueue(
        new GroupCommitSettings(
            100, 1 << 20, 1_000, 1 << 20, 2, linger, Duration.ofMillis(50), 64));
  }

  private static void offer(CommitQueue queue, int calls) throws InterruptedException {
    for (int i = 0; i < calls; i++) {
      assertThat(queue.offer(call(1), NO_PATIENCE)).isEqualTo(CommitQueue.Offer.TAKEN);
    }
  }

  private static PendingAppend call(int facts) {
    return new PendingAppend.Facts(
        Collections.nCopies(facts, null), 1, Span.getInvalid(), new CompletableFuture<>());
  }

  private CompletableFuture<Integer> next(CommitQueue queue) {
    return CompletableFuture.supplyAsync(() -> queue.nextGroup().size(), committer);
  }

  /** A commit of so many calls, while which as many others came. */
  private static void commitOf(CommitQueue queue, int calls, int meanwhile) throws Exception {
    offer(queue, calls);
    assertThat(queue.nextGroup()).hasSize(calls);
    offer(queue, meanwhile);
  }

  private static void awaitLingering(CommitQueue queue) {
    while (!queue.isLingering()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aLoneCallerNeverWaits() throws Exception {
    CommitQueue queue = queue(AGES);
    for (int i = 0; i < 3; i++) {
      commitOf(queue, 1, 0);
    }
  }

  @Test
  void aGroupLingersForHalfOfTheCallersThereSeemToBe() throws Exception {
    CommitQueue queue = queue(AGES);
    commitOf(queue, 12, 2);

    CompletableFuture<Integer> group = next(queue);
    awaitLingering(queue);
    offer(queue, 4);
    assertThat(queue.isLingering()).isTrue();
    offer(queue, 1);

    assertThat(group.join()).isEqualTo(7);
  }

  @Test
  void callersWhoStayAwayAreWaitedForOnceOnly() throws Exception {
    CommitQueue queue = queue(Duration.ofMillis(1));
    commitOf(queue, 12, 0);
    offer(queue, 1);

    assertThat(queue.nextGroup()).hasSize(1);
    commitOf(queue, 1, 0);
  }

  @Test
  void anImportIsNotKeptWaitingForClicks() throws Exception {
    CommitQueue queue = queue(AGES);
    commitOf(queue, 12, 2);
    CompletableFuture<Integer> group = next(queue);
    awaitLingering(queue);

    queue.offer(call(50), NO_PATIENCE);

    assertThat(group.join()).isPositive();
  }

  @Test
  void closingEndsTheWait() throws Exception {
    CommitQueue queue = queue(AGES);
    commitOf(queue, 12, 2);
    CompletableFuture<Integer> group = next(queue);
    awaitLingering(queue);

    queue.close();

    assertThat(group.join()).isEqualTo(2);
    assertThat(queue.nextGroup()).isEqualTo(List.of());
  }
}
