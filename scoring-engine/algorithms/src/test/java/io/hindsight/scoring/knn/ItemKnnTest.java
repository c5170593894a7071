package io.hindsight.scoring.knn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.Scores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemKnnTest {

  private static ItemKnnModel train(Baskets baskets, ItemKnnConfig config) {
    return new ItemKnnTrainer(config).train(baskets.data(), 1);
  }

  private static ItemKnnModel train(Baskets baskets) {
    return train(baskets, new ItemKnnConfig(10, 0, 100));
  }

  @Test
  void noDataMakesAModelWithoutOpinions() {
    TrainingData nothing = TrainingDataBuilder.over(List.of()).build();
    ItemKnnModel model = new ItemKnnTrainer(ItemKnnConfig.DEFAULT).train(nothing, 2);
    Scores scores = new Scores(0);
    model.score(History.EMPTY, scores);
    assertThat(model.items().size()).isZero();
    assertThat(scores.size()).isZero();
  }

  @Test
  void onePersonsItemsAreNeighbours() {
    ItemKnnModel model = train(new Baskets(List.of(Map.of("a", 1f, "b", 2f))));
    assertThat(model.similarity(0, 1)).isEqualTo(1);
    assertThat(model.similarity(1, 0)).isEqualTo(1);
    assertThat(model.similarity(0, 0)).isZero();
  }

  @Test
  void oneItemHasNoNeighbour() {
    ItemKnnModel model = train(new Baskets(List.of(Map.of("a", 1f), Map.of("a", 3f))));
    Scores scores = new Scores(1);
    model.score(new History(new int[] {0}, new float[] {1}), scores);
    assertThat(scores.size()).isZero();
  }

  @Test
  void shrinkageDoubtsWhatFewPeopleShare() {
    Baskets baskets = new Baskets(List.of(Map.of("a", 1f, "b", 1f)));
    assertThat(train(baskets, new ItemKnnConfig(1, 4, 10)).similarity(0, 1)).isEqualTo(0.2f);
  }

  @Test
  void tiesGoToTheSmallerItemId() {
    ItemKnnModel model =
        train(
            new Baskets(List.of(Map.of("x", 1f, "c", 1f, "a", 1f, "b", 1f))),
            new ItemKnnConfig(2, 0, 10));
    Scores near = new Scores(4);
    model.similar(model.items().indexOf("x"), near);
    assertThat(near.size()).isEqualTo(2);
    assertThat(model.items().id(near.item(0))).isEqualTo("a");
    assertThat(model.items().id(near.item(1))).isEqualTo("b");
  }

  @Test
  void peopleWithMoreThanTheLimitAreLeftOut() {
    Baskets baskets =
        new Baskets(List.of(Map.of("a", 1f, "b", 1f, "c", 1f), Map.of("a", 1f, "b", 1f)));
    ItemKnnModel model = train(baskets, new ItemKnnConfig(5, 0, 2));
    assertThat(model.similarity(0, 1)).isEqualTo(1);
    assertThat(model.similarity(0, 2)).isZero();
  }

  @Test
  void hugeAndTinyWeightsBesideEachOtherDoNotOverflow() {
    Baskets baskets =
        new Baskets(List.of(Map.of("a", 1e30f, "b", 1e30f), Map.of("a", 1e-38f, "c", 1e-38f)));
    ItemKnnModel model = train(baskets);
    assertThat(model.similarity(0, 1)).isEqualTo(1);
    assertThat(model.similarity(0, 2)).isBetween(0f, 1f);
  }

  @Test
  void theSameItemTwiceCountsWithTheSum() {
    var twice = TrainingDataBuilder.over(List.of("a", "b"));
    twice.user(new int[] {1, 0, 1}, new float[] {1, 5, 2});
    TrainingData data = twice.build();
    assertThat(data.pairs()).isEqualTo(2);
    assertThat(data.byUser().weight(1)).isEqualTo(3);
  }

  @Test
  void aWrongWeightIsNamedByItsPlace() {
    ItemIndex items = ItemIndex.of(List.of("a", "b"));
    int[] starts = {0, 1, 2};
    for (float wrong : new float[] {Float.NaN, -1, 0, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(
              () -> TrainingData.of(items, starts, new int[] {0, 1}, new float[] {1, wrong}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("pair 1 of user 1")
          .hasMessageContaining(Float.toString(wrong));
    }
  }

  @Test
  void duplicateFallingAndForeignItemsAreRefused() {
    ItemIndex items = ItemIndex.of(List.of("a", "b"));
    int[] starts = {0, 2};
    float[] weights = {1, 1};
    for (int[] wrong : new int[][] {{0, 0}, {1, 0}, {0, 2}, {-1, 0}}) {
      assertThatThrownBy(() -> TrainingData.of(items, starts, wrong, weights))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("of user 0");
    }
    assertThatThrownBy(() -> TrainingData.of(items, new int[] {0, 3}, new int[] {0}, weights))
        .hasMessageContaining("3 pairs");
  }

  @Test
  void aHistoryWithANanIsRefused() {
    assertThatThrownBy(() -> new History(new int[] {0}, new float[] {Float.NaN}))
        .hasMessageContaining("weight 0");
  }

  @Test
  void settingsOutOfRangeSayWhatWouldBeRight() {
    assertThatThrownBy(() -> new ItemKnnConfig(0, 0, 10)).hasMessageContaining("1..10000");
    assertThatThrownBy(() -> new ItemKnnConfig(1, Double.NaN, 10)).hasMessageContaining("0..1e9");
    assertThatThrownBy(() -> new ItemKnnConfig(1, 0, 1)).hasMessageContaining("at least 2");
  }
}
