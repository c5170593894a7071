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
      tastes.add(100, InteractionType.PURCHASE, Float.NaN);
      tastes.add(200 + i, InteractionType.VIEW, Float.NaN);
    }
    tastes.add(7, InteractionType.RATING, 1);
    tastes.add(7, InteractionType.RATING, 4);
    tastes.add(8, InteractionType.RATING, 5);
    tastes.add(8, InteractionType.VIEW, Float.NaN);
    tastes.add(8, InteractionType.RATING, 1);
    tastes.add(200, InteractionType.DISMISS, Float.NaN);
    var history = tastes.history();
    assertThat(history.items()).contains(100, 7, 201).doesNotContain(8, 200);
    assertThat(history.weights()[0]).isEqualTo(10);
    assertThat(history.weights()[history.size() - 1]).isEqualTo(4);
    tastes.clear();
    assertThat(tastes.history().size()).isZero();
    tastes.add(8, InteractionType.VIEW, Float.NaN);
    assertThat(tastes.history().weights()).containsExactly(1);
  }
}
