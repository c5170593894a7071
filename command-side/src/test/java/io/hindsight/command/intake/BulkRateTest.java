package io.hindsight.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BulkRateTest {
  private final BulkRate rate = new BulkRate();

  @Test
  void oneBatchIsNotMuch() {
    rate.add(1_000);
    assertThat(rate.isHigh()).isFalse();
  }

  @Test
  void manyBatchesAtOnceAre() {
    for (int i = 0; i < 5; i++) {
      rate.add(1_000);
    }
    assertThat(rate.isHigh()).isTrue();
  }
}
