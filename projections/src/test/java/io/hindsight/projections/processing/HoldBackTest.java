package io.hindsight.projections.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.readmodel.store.ViewProgress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HoldBackTest {
  private final ViewProgress progress = new ViewProgress();
  private boolean busy;
  private long now = Long.MAX_VALUE - 5; // nanoTime may overflow
  private LogPosition head = new LogPosition(1_000);
  private boolean away;
  private final HoldBack holdBack = new HoldBack(() -> busy, this::head, progress, () -> now);

  private LogPosition head() {
    if (away) {
      throw new LogUnavailable("away", null);
    }
    return head;
  }

  private boolean holdsAt(long position) {
    return holdBack.holds("history", new LogPosition(position));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void holdsWhileTheIntakeIsBusy() {
    assertThat(holdsAt(10)).isFalse();
    busy = true;
    assertThat(holdsAt(10)).isTrue();
    busy = false;
    assertThat(holdsAt(10)).isFalse();
  }

  @Test
  void letsEveryViewCatchUpNowAndThen() {
    busy = true;
    assertThat(holdsAt(10)).isTrue();
    pass(HoldBack.LONGEST.minusNanos(1));
    assertThat(holdsAt(10)).isTrue();
    pass(Duration.ofNanos(1));
    assertThat(holdsAt(10)).as("long enough").isFalse();
    head = new LogPosition(2_000);
    assertThat(holdBack.holds("popularity", new LogPosition(999))).as("another view").isFalse();
    assertThat(holdsAt(999)).isFalse();
    assertThat(holdsAt(1_000)).as("where the log stood when it was let go").isTrue();
    pass(HoldBack.LONGEST);
    assertThat(holdsAt(1_000)).as("the next time").isFalse();
    assertThat(holdsAt(2_000)).isTrue();
  }

  @Test
  void asksAgainForTheEndOfALogThatWasAway() {
    busy = true;
    away = true;
    assertThat(holdsAt(10)).isTrue();
    pass(HoldBack.LONGEST);
    assertThat(holdsAt(10)).isTrue();
    away = false;
    assertThat(holdsAt(10)).isFalse();
  }

  @Test
  void countsFromWhenTheIntakeBecameBusyAgain() {
    busy = true;
    assertThat(holdsAt(10)).isTrue();
    busy = false;
    assertThat(holdsAt(10)).isFalse();
    pass(HoldBack.LONGEST);
    busy = true;
    assertThat(holdsAt(10)).isTrue();
  }

  @Test
  void doesNotHoldWhatAReaderWaitsFor() throws Exception {
    busy = true;
    var reader =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return progress.await("history", new LogPosition(20), Duration.ofMinutes(1));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    while (!progress.isAwaited("history")) {
      Thread.onSpinWait();
    }
    assertThat(holdsAt(10)).isFalse();
    assertThat(holdBack.holds("popularity", new LogPosition(10))).isTrue();
    progress.report("history", new LogPosition(20));
    assertThat(reader.get()).isEqualTo(new LogPosition(20));
    assertThat(progress.isAwaited("history")).isFalse();
    assertThat(holdsAt(20)).isTrue();
  }
}
