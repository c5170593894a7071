package io.hindsight.contracts.ids;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendationIdTest {
  private static final RecommendationId EVENT = new RecommendationId("01a204e4520b0000");

  @Test
  void anIdTellsItsEventAndItsPlaceInIt() {
    for (int place = 0; place < 300; place++) {
      RecommendationId id = EVENT.at(place);
      assertThat(id.event()).isEqualTo(EVENT);
      assertThat(id.place()).isEqualTo(place);
    }
    assertThat(EVENT.at(0)).as("the first list has the event's own id").isEqualTo(EVENT);
    assertThat(EVENT.at(7).value()).isEqualTo("01a204e4520b0000.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.0", "a.01", "a.", ".3", "a.-1", "a.12345", "a.b", "a-3", "r-9"})
  void whatIsNoPlaceIsPartOfTheId(String value) {
    RecommendationId id = new RecommendationId(value);

    assertThat(id.event()).isEqualTo(id);
    assertThat(id.place()).isZero();
  }
}
