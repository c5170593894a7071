package io.hindsight.scoring.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlendTest {
  private static final AlgorithmRegistry REGISTRY = AlgorithmRegistry.standard();
  private static final History HISTORY = new History(new int[] {2, 9}, new float[] {1, 3});

  private final TrainingData data = Baskets.random(12, 40, 50).data();

  private double[] scores(String name, Map<String, String> settings) {
    ItemModel model = REGISTRY.get(name).train(data, settings, 1, 1);
    Scores scores = new Scores(model.items().size());
    model.score(HISTORY, scores);
    return IntStream.range(0, model.items().size()).mapToDouble(scores::get).toArray();
  }

  @Test
  void byScoresEachPartCountsOverItsRootMeanSquare() {
    double[] slim = scores("slim", Map.of("l1", "0.1"));
    double[] walk = scores("rp3beta", Map.of());
    double[] blend =
        scores("blend", Map.of("of", "slim+rp3beta", "weights", "2+0.5", "slim.l1", "0.1"));
    for (int i = 0; i < blend.length; i++) {
      double expected = 2 * slim[i] / spread(slim) + 0.5 * walk[i] / spread(walk);
      assertThat(blend[i]).isCloseTo(expected, within(1e-4));
    }
  }

  private static double spread(double[] scores) {
    return Math.sqrt(Arrays.stream(scores).map(s -> s * s).sum() / scores.length);
  }

  @Test
  void byRanksOnlyTheOrderCounts() {
    double[] ease = scores("ease", Map.of());
    double[] walk = scores("rp3beta", Map.of());
    double[] blend = scores("blend", Map.of("of", "ease+rp3beta", "fusion", "ranks"));
    for (int i = 0; i < blend.length; i++) {
      assertThat(blend[i]).isCloseTo(byRank(ease, i) + byRank(walk, i), within(1e-6));
    }
  }

  private static double byRank(double[] scores, int item) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(i -> i))
            .mapToInt(i -> i)
            .toArray();
    int rank = IntStream.range(0, order.length).filter(r -> order[r] == item).findFirst().orElse(0);
    return scores[item] > 0 ? 1.0 / (60 + rank + 1) : 0;
  }

  @Test
  void theSettingsOfThePartsAreCompleteAndTheirMistakesNamed() {
    Algorithm blend = REGISTRY.get("blend");
    assertThat(blend.settings(Map.of("of", "ease+slim", "ease.l2", "7")))
        .containsEntry("ease.l2", "7.0")
        .containsEntry("slim.l1", "1.0")
        .containsEntry("weights", "1+1")
        .doesNotContainKey("als.factors");
    assertThatThrownBy(() -> blend.settings(Map.of("of", "ease+ease")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("each once");
    assertThatThrownBy(() -> blend.settings(Map.of("of", "blend+ease")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("no algorithm blend");
    assertThatThrownBy(() -> blend.settings(Map.of("weights", "1")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("for each of [als, slim]");
    assertThatThrownBy(() -> blend.settings(Map.of("weights", "1+NaN")))
        .isInstanceOf(InvalidSettings.class);
    assertThatThrownBy(() -> blend.settings(Map.of("gf-cf.alpha", "1")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("[gf-cf.alpha]");
    assertThatThrownBy(() -> blend.settings(Map.of("slim.nonsense", "1")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("slim has no setting [nonsense]");
  }
}
