package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import org.junit.jupiter.api.Test;

class KnownHeadTest {
  private final KnownHead head = new KnownHead(this::ask);
  private long stored;
  private int asked;
  private boolean away;

  private LogPosition ask() {
    asked++;
    if (away) {
      throw new LogUnavailable("away", null);
    }
    return new LogPosition(stored);
  }

  private void append(int events) {
    head.advance(events, () -> stored += events);
  }

  @Test
  void isAskedForOnceAndCountedFromThere() {
    append(3);
    append(20);
    append(1);

    assertThat(head.get()).isEqualTo(new LogPosition(24));
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void beforeTheFirstAppendItIsWhatIsStored() {
    stored = 7;

    assertThat(head.get()).isEqualTo(new LogPosition(7));
  }

  @Test
  void anAppendThatFailedMayHaveStoredItsEventsOrNot() {
    append(3);
    assertThatThrownBy(
            () ->
                head.advance(
                    2,
                    () -> {
                      stored += 2;
                      throw new IllegalStateException("after the commit");
                    }))
        .hasMessage("after the commit");

    assertThat(head.get()).isEqualTo(new LogPosition(5));
    append(1);
    assertThat(head.get()).isEqualTo(new LogPosition(6));
  }

  @Test
  void whatIsStoredDoesNotFailBecauseNobodySaysWhere() {
    away = true;
    append(3);
    assertThatThrownBy(head::get).isInstanceOf(LogUnavailable.class);

    away = false;
    assertThat(head.get()).isEqualTo(new LogPosition(3));
    append(2);
    append(2);
    assertThat(head.get()).isEqualTo(new LogPosition(7));
  }
}
