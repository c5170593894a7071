package io.hindsight.scoring.popular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PopularModelTest {
  private static final long HOUR = 3_600_000;
  private static final long NOW = 1_000 * HOUR;

  @Test
  void everybodyGetsWhatIsMostUsed() {
    PopularModel model =
        new PopularTrainer()
            .train(
                new Baskets(List.of(Map.of("a", 1f, "b", 2f), Map.of("b", 0.5f), Map.of("c", 2f)))
                    .data());
    assertThat(scores(model)).containsExactly(1f, 2.5f, 2f);
    assertThat(model.explain(History.EMPTY, new int[] {0, 2}, 3))
        .containsExactly(List.of(), List.of());
    Breakdown parts =
        model.breakDown(new History(new int[] {1}, new float[] {4}), new int[] {2, 0});
    assertThat(parts.everybody()).containsExactly(2f, 1f);
    assertThat(parts.history()).isDeepEqualTo(new float[][] {{0}, {0}});
  }

  private static float[] scores(PopularModel model) {
    Scores scores = new Scores(model.items().size());
    model.score(History.EMPTY, scores);
    float[] values = new float[model.items().size()];
    for (int item = 0; item < values.length; item++) {
      values[item] = scores.get(item);
    }
    return values;
  }

  @Test
  void whatIsTrendingCountsHalfAfterAHalfLife() {
    var data = TrainingDataBuilder.over(List.of("a", "b", "c"));
    data.user(new int[] {0, 1}, new float[] {8, 1}, new long[] {NOW - 72 * HOUR, NOW});
    data.user(new int[] {0, 2}, new float[] {4, 3}, new long[] {NOW - 24 * HOUR, NOW - 24 * HOUR});
    PopularModel model = new TrendingTrainer(new TrendingConfig(24)).train(data.build());
    assertThat(scores(model)).containsExactly(8f / 8 + 4f / 2, 1f, 3f / 2);
  }

  @Test
  void withoutTimesNothingIsTrending() {
    var data = TrainingDataBuilder.over(List.of("a"));
    data.user(new int[] {0}, new float[] {1});
    assertThatThrownBy(() -> new TrendingTrainer(TrendingConfig.DEFAULT).train(data.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("have no times")
        .hasMessageContaining("take most-popular");
    assertThatThrownBy(() -> new TrendingConfig(0)).hasMessageContaining("hours, was 0.0");
    assertThatThrownBy(() -> new TrendingConfig(Double.NaN)).hasMessageContaining("was NaN");
  }
}
