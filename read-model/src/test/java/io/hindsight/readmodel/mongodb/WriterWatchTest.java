package io.hindsight.readmodel.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class WriterWatchTest {
  private final AtomicLong now = new AtomicLong(-7);
  private final WriterWatch watch = new WriterWatch(Duration.ofSeconds(6), now::get);

  private static Document lease(long epoch, long beat, boolean held) {
    return new Document("_id", "lease")
        .append("epoch", epoch)
        .append("beat", beat)
        .append("held", held);
  }

  private boolean awayAfter(double seconds, Document lease) {
    now.addAndGet((long) (seconds * 1e9));
    watch.look(lease);
    return watch.isAway();
  }

  @Test
  void aWriterThatBeatsIsThere() {
    for (int beat = 0; beat < 20; beat++) {
      assertThat(awayAfter(1, lease(1, beat, true))).as("beat %d", beat).isFalse();
    }
  }

  @Test
  void oneThatStandsStillForATermIsAwayUntilItOrAnotherBeats() {
    assertThat(awayAfter(0, lease(1, 4, true))).isFalse();
    for (int second = 1; second <= 6; second++) {
      assertThat(awayAfter(1, lease(1, 4, true))).as("after %d s", second).isFalse();
    }
    assertThat(awayAfter(0.1, lease(1, 4, true))).isTrue();
    assertThat(awayAfter(1, lease(1, 4, true))).isTrue();
    assertThat(awayAfter(1, lease(1, 5, true))).as("it thawed").isFalse();
    assertThat(awayAfter(1, lease(2, 0, true))).as("another took over").isFalse();
  }

  @Test
  void oneThatStoppedIsAwayAtOnce() {
    assertThat(awayAfter(0, lease(1, 4, true))).isFalse();
    assertThat(awayAfter(0.05, lease(1, 4, false))).isTrue();
    assertThat(awayAfter(0.05, lease(2, 0, true))).isFalse();
    assertThat(awayAfter(0.05, null)).as("no lease at all").isTrue();
  }

  /** MongoDB was away from both of them. */
  @Test
  void whoeverCouldNotLookDoesNotTakeItsOwnAbsenceForTheWriters() {
    assertThat(awayAfter(0, lease(1, 4, true))).isFalse();
    assertThat(awayAfter(60, lease(1, 4, true))).isFalse();
    for (int look = 0; look < 3; look++) {
      assertThat(awayAfter(2, lease(1, 4, true))).isFalse();
    }
    assertThat(awayAfter(2, lease(1, 4, true))).isTrue();
  }
}
