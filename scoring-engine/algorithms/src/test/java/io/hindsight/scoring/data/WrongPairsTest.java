package io.hindsight.scoring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.als.AlsConfig;
import io.hindsight.scoring.als.AlsTrainer;
import io.hindsight.scoring.bpr.BprConfig;
import io.hindsight.scoring.bpr.BprTrainer;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What never gets as far as a model: each way into the library says what is wrong. */
class WrongPairsTest {
  private static final ItemIndex ITEMS = ItemIndex.of(List.of("a", "b"));

  private static TrainingDataBuilder builder() {
    return TrainingDataBuilder.over(List.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      floats = {Float.NaN, -1, 0, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2e30f})
  void aWeightThatIsNoneIsRefusedByEveryWayIn(float wrong) {
    String words = "above 0 and at most 1e30, was " + wrong;
    assertThatThrownBy(
            () ->
                TrainingData.of(ITEMS, new int[] {0, 2}, new int[] {0, 1}, new float[] {1, wrong}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pair 1 of user 0")
        .hasMessageContaining(words);
    assertThatThrownBy(() -> builder().user(new int[] {1, 0}, new float[] {1, wrong}))
        .hasMessageContaining("user 0 and item a")
        .hasMessageContaining(words);
    // The sum of the two would look well.
    assertThatThrownBy(() -> builder().user(new int[] {1, 1}, new float[] {3, wrong}))
        .hasMessageContaining(words);
    assertThatThrownBy(() -> new History(new int[] {0, 1}, new float[] {1, wrong}))
        .hasMessageContaining("weight 1")
        .hasMessageContaining(words);
  }

  @Test
  void weightsOfTheSamePairThatAddUpToTooMuchAreNamed() {
    var builder = builder().user(new int[] {0, 0}, new float[] {1e30f, 1e30f});
    assertThatThrownBy(builder::build)
        .hasMessageContaining("pair 0 of user 0")
        .hasMessageContaining("1e30");
  }

  @Test
  void anItemThatNobodyNamedIsRefused() {
    int unknown = ITEMS.indexOf("never met");
    assertThat(unknown).isEqualTo(-1);
    for (int wrong : new int[] {unknown, 2}) {
      assertThatThrownBy(() -> builder().user(new int[] {0, wrong}, new float[] {1, 1}))
          .hasMessageContaining("entry 1 of user 0 is item " + wrong + " of 2");
      assertThatThrownBy(
              () -> TrainingData.of(ITEMS, new int[] {0, 1}, new int[] {wrong}, new float[] {1}))
          .hasMessageContaining("item " + wrong + " of 2");
    }
  }

  @Test
  void aPairThatIsThereTwiceIsRefusedWhereNobodyAddsItsWeights() {
    assertThatThrownBy(
            () -> TrainingData.of(ITEMS, new int[] {0, 2}, new int[] {1, 1}, new float[] {1, 1}))
        .hasMessageContaining("items must rise, each once");
    assertThatThrownBy(() -> new History(new int[] {4, 7, 4}, new float[] {1, 1, 1}))
        .hasMessageContaining("item 4 is there twice: add its weights up");
  }

  @Test
  void listsOfDifferentLengthsAreRefused() {
    assertThatThrownBy(() -> builder().user(new int[] {0}, new float[] {1, 1}))
        .hasMessageContaining("1 items, 2 weights");
    assertThatThrownBy(() -> builder().user(new int[] {0}, new float[] {1}, new long[] {1, 2}))
        .hasMessageContaining("1 items, 2 times");
    assertThatThrownBy(() -> new History(new int[] {0}, new float[] {1}, new long[] {1, 2}))
        .hasMessageContaining("1 items, 2 times");
  }

  @Test
  void anIdThatCouldNotBeStoredIsRefusedBeforeTraining() {
    assertThatThrownBy(() -> ItemIndex.of(List.of("x".repeat(21_846))))
        .hasMessageContaining("21846 characters, at most 21845 can be stored");
    assertThat(ItemIndex.of(List.of("x".repeat(21_845))).size()).isEqualTo(1);
  }

  @Test
  void moreNumbersThanAnArrayHoldsAreRefusedBeforeTheyAreMade() {
    int users = 1 << 20;
    int[] starts = new int[users + 1];
    Arrays.setAll(starts, user -> user);
    float[] weights = new float[users];
    Arrays.fill(weights, 1);
    TrainingData data =
        TrainingData.of(ItemIndex.of(List.of("a")), starts, new int[users], weights);
    assertThatThrownBy(
            () -> new AlsTrainer(new AlsConfig(2_048, 0.1, 0.1, 1, 0.1, 1, 0)).train(data, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1048576 rows of 2048 numbers do not fit into one array: take fewer factors");
    assertThatThrownBy(() -> new BprTrainer(new BprConfig(2_048, 0.1, 0.1, 1, 1)).train(data, 1, 1))
        .hasMessageContaining("take fewer factors");
  }
}
