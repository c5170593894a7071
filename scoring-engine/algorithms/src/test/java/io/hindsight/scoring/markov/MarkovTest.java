package io.hindsight.scoring.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkovTest {
  private static final long MINUTE = 60_000;

  /** a b c · a b d · a c, the last with an hour between. */
  private static TrainingData data() {
    var builder = TrainingDataBuilder.over(List.of("a", "b", "c", "d"));
    builder.user(new int[] {0, 1, 2}, new float[] {1, 1, 2}, new long[] {0, MINUTE, 2 * MINUTE});
    builder.user(new int[] {3, 1, 0}, new float[] {1, 1, 1}, new long[] {9, 8, 7});
    builder.user(new int[] {0, 2}, new float[] {1, 1}, new long[] {0, 60 * MINUTE});
    return builder.build();
  }

  private static MarkovConfig config(int window, double gap, int last, double memory) {
    return new MarkovConfig(10, window, 0, gap, last, memory);
  }

  private static float[] scores(MarkovConfig config, History history) {
    Scores scores = new Scores(4);
    new MarkovTrainer(config).train(data(), 1).score(history, scores);
    return new float[] {scores.get(0), scores.get(1), scores.get(2), scores.get(3)};
  }

  @Test
  void theFirstOrderChainCountsWhatCameNextAfterTheNewestItem() {
    History history = new History(new int[] {1, 0}, new float[] {1, 3}, new long[] {1, 2});
    assertThat(scores(config(1, 0, 1, 0), history)).containsExactly(0, 2, 1, 0);
    History other = new History(new int[] {1, 0}, new float[] {1, 3}, new long[] {2, 1});
    assertThat(scores(config(1, 0, 1, 0), other))
        .containsExactly(new float[] {0, 0, 2f / 3, 1f / 3}, within(1e-6f));
  }

  @Test
  void aPauseAWindowAndAMemoryChangeWhatCounts() {
    History a = new History(new int[] {0}, new float[] {1});
    assertThat(scores(config(1, 30, 1, 0), a)).containsExactly(0, 1, 0, 0);
    // After a: b twice in the first place, c in the second with weight 2 and in the first, d in the
    // second.
    assertThat(scores(config(2, 0, 1, 0), a))
        .containsExactly(new float[] {0, 2 / 4.5f, 2 / 4.5f, 0.5f / 4.5f}, within(1e-6f));
    History both = new History(new int[] {1, 0}, new float[] {1, 1}, new long[] {1, 2});
    assertThat(scores(config(1, 0, 2, 0.5), both))
        .containsExactly(new float[] {0, 2f / 3, 1f / 3 + 1f / 3, 1f / 6}, within(1e-6f));
  }

  @Test
  void shrinkageHoldsRareStepsBack() {
    MarkovModel model = new MarkovTrainer(new MarkovConfig(10, 1, 6, 0, 1, 0)).train(data(), 1);
    Scores scores = new Scores(4);
    model.score(new History(new int[] {0}, new float[] {1}), scores);
    assertThat(scores.get(1)).isEqualTo(2f / 9);
  }

  @Test
  void reasonsAreTheItemsThatOthersCameAfter() {
    MarkovModel model = new MarkovTrainer(config(1, 0, 2, 0.5)).train(data(), 1);
    History both = new History(new int[] {1, 0}, new float[] {1, 1}, new long[] {1, 2});
    List<Contribution> reasons = model.explain(both, new int[] {2}, 5).getFirst();
    assertThat(reasons).extracting(Contribution::item).containsExactly(0, 1);
    assertThat(reasons.getFirst().share()).isEqualTo(0.5, within(1e-6));
  }

  @Test
  void whatHasNoTimesHasNoOrder() {
    var builder = TrainingDataBuilder.over(List.of("a", "b"));
    builder.user(new int[] {0, 1}, new float[] {1, 1});
    TrainingData data = builder.build();
    assertThatThrownBy(() -> new MarkovTrainer(MarkovConfig.DEFAULT).train(data, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give a timestamp");
  }

  @Test
  void settingsOutOfRangeSayWhatWouldBeRight() {
    assertThatThrownBy(() -> config(0, 0, 1, 0)).hasMessageContaining("1..100");
    assertThatThrownBy(() -> config(1, Double.NaN, 1, 0)).hasMessageContaining("minutes");
    assertThatThrownBy(() -> config(1, 0, 0, 0)).hasMessageContaining("1..1000");
    assertThatThrownBy(() -> config(1, 0, 1, 1.5)).hasMessageContaining("0 to 1");
  }
}
