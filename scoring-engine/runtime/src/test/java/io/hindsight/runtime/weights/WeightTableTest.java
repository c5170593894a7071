package io.hindsight.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.interactions.InteractionType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightTableTest {
  private final WeightTable table = WeightTable.DEFAULT;

  @Test
  void everyTypeHasItsWeight() {
    assertThat(table.weight(InteractionType.VIEW, Float.NaN)).isEqualTo(1);
    assertThat(table.weight(InteractionType.PURCHASE, Float.NaN)).isEqualTo(5);
    assertThat(table.weight(InteractionType.DISMISS, Float.NaN)).isZero();
  }

  @Test
  void aRatingCountsByItsShareOfTheBestAndALowOneIsADislike() {
    assertThat(table.weight(InteractionType.RATING, 5)).isEqualTo(5);
    assertThat(table.weight(InteractionType.RATING, 3)).isEqualTo(3);
    assertThat(table.weight(InteractionType.RATING, 2)).isZero();
    assertThat(table.isDislike(InteractionType.RATING, 2.5f)).isTrue();
    assertThat(table.isDislike(InteractionType.RATING, 3)).isFalse();
  }

  @Test
  void aDwellCountsByTheMinuteWithinBounds() {
    assertThat(table.weight(InteractionType.DWELL, 9)).isZero();
    assertThat(table.weight(InteractionType.DWELL, 90)).isEqualTo(1.5f);
    assertThat(table.weight(InteractionType.DWELL, 86_400)).isEqualTo(3);
    assertThat(table.weight(InteractionType.DWELL, Float.NaN)).isZero();
  }

  @Test
  void aTableComesBackFromItsSettings() {
    WeightTable other =
        WeightTable.parse(
            Map.of("weight.view", "0", "weight.rating.best", "10", "neighbours", "3"));
    assertThat(WeightTable.parse(other.settings())).isEqualTo(other);
    assertThat(other.weight(InteractionType.VIEW, Float.NaN)).isZero();
    assertThat(other.weight(InteractionType.RATING, 8)).isEqualTo(4);
  }

  @Test
  void wrongWeightsSayWhatWouldBeRight() {
    assertThatThrownBy(() -> WeightTable.parse(Map.of("weight.stare", "1")))
        .hasMessageContaining("weight.view");
    assertThatThrownBy(() -> WeightTable.parse(Map.of("weight.dismiss", "1")))
        .hasMessageContaining("no setting weight.dismiss");
    assertThatThrownBy(() -> WeightTable.parse(Map.of("weight.view", "NaN")))
        .hasMessageContaining("0..100");
    assertThatThrownBy(() -> WeightTable.parse(Map.of("weight.view", "x")))
        .hasMessageContaining("a number");
    assertThatThrownBy(() -> WeightTable.parse(Map.of("weight.rating.best", "0")))
        .hasMessageContaining("above 0");
  }

  @Test
  void tastesAddUpTheLastRatingCountsAndDismissedItemsAreLeftOut() {
    TasteFold tastes = new TasteFold(table);
    for (int i = 0; i < 50; i++) {
      tastes.add(100, InteractionType.PURCHASE, Float.NaN, 0);
      tastes.add(200 + i, InteractionType.VIEW, Float.NaN, 0);
    }
    tastes.add(7, InteractionType.RATING, 1, 0);
    tastes.add(7, InteractionType.RATING, 4, 0);
    tastes.add(8, InteractionType.RATING, 5, 0);
    tastes.add(8, InteractionType.VIEW, Float.NaN, 0);
    tastes.add(8, InteractionType.RATING, 1, 0);
    tastes.add(200, InteractionType.DISMISS, Float.NaN, 0);
    var history = tastes.history();
    assertThat(history.items()).contains(100, 7, 201).doesNotContain(8, 200);
    assertThat(history.weights()[0]).isEqualTo(10);
    assertThat(history.weights()[history.size() - 1]).isEqualTo(4);
    tastes.clear();
    assertThat(tastes.history().size()).isZero();
    tastes.add(8, InteractionType.VIEW, Float.NaN, 0);
    assertThat(tastes.history().weights()).containsExactly(1);
  }

  @Test
  void whatWasDoneOneHalfLifeBeforeTheNewestCountsHalf() {
    WeightTable decaying = WeightTable.parse(Map.of("weight.half-life-days", "2"));
    assertThat(WeightTable.parse(decaying.settings())).isEqualTo(decaying).isNotEqualTo(table);
    assertThat(table.settings()).doesNotContainKey("weight.half-life-days");
    long day = 86_400_000;
    TasteFold tastes = new TasteFold(decaying).until(10 * day);
    tastes.add(1, InteractionType.PURCHASE, Float.NaN, 10 * day);
    tastes.add(2, InteractionType.PURCHASE, Float.NaN, 8 * day);
    tastes.add(3, InteractionType.RATING, 5, 6 * day);
    tastes.add(2, InteractionType.VIEW, Float.NaN, 10 * day);
    tastes.add(4, InteractionType.VIEW, Float.NaN, -100_000 * day);
    var history = tastes.history();
    assertThat(history.weights()[0]).isEqualTo(5);
    assertThat(history.weights()[1]).isEqualTo(2.5f + 1);
    assertThat(history.weights()[2]).isEqualTo(1.25f);
    assertThat(history.weights()[3]).isBetween(Float.MIN_NORMAL, 1e-9f);
    assertThat(history.times()).containsExactly(10 * day, 10 * day, 6 * day, -100_000 * day);
    assertThatThrownBy(() -> WeightTable.parse(Map.of("weight.half-life-days", "0")))
        .hasMessageContaining("above 0");
  }
}
