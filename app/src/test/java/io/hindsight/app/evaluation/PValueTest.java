package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PValueTest {
  @Test
  void isNeverZero() {
    assertThat(PValue.text(0)).isEqualTo("<1e-300");
    assertThat(PValue.text(Double.MIN_VALUE)).isEqualTo("<1e-300");
    assertThat(PValue.text(1.7e-226)).isEqualTo("1.7e-226");
    assertThat(PValue.text(0.0046)).isEqualTo("0.0046");
    assertThat(PValue.text(1)).isEqualTo("1.0");
    assertThat(PValue.text(Double.NaN)).isEqualTo("–");
  }
}
