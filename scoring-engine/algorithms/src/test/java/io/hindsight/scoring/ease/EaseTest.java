package io.hindsight.scoring.ease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.ease.EaseTrainer.Way;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class EaseTest {

  private static EaseModel train(TrainingData data, double l2, boolean overUsers) {
    return new EaseTrainer(new EaseConfig(l2, 100))
        .train(data, 1, overUsers ? Way.USERS : Way.ITEMS);
  }

  private static float[] scores(EaseModel model, History history) {
    Scores scores = new Scores(model.items().size());
    model.score(history, scores);
    float[] all = new float[model.items().size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = scores.get(i);
    }
    return all;
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void bothSidesAgreeWithTheMinimum(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 100) double l2) {
    TrainingData data = Baskets.random(seed).data();
    double[][] expected = SlowEase.weights(data, l2);
    for (boolean overUsers : new boolean[] {false, true}) {
      EaseModel model = train(data, l2, overUsers);
      for (int i = 0; i < expected.length; i++) {
        float[] row = scores(model, new History(new int[] {i}, new float[] {1}));
        for (int j = 0; j < expected.length; j++) {
          assertThat((double) row[j]).isCloseTo(expected[i][j], within(1e-5));
        }
      }
    }
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void contributionsAddUpToTheScore(@ForAll long seed) {
    EaseModel model = train(Baskets.random(seed).data(), 2, false);
    int items = model.items().size();
    int[] all = new int[items];
    float[] weights = new float[items];
    for (int i = 0; i < items; i++) {
      all[i] = i;
      weights[i] = 1 + i % 4;
    }
    History history = new History(all, weights);
    float[] scores = scores(model, history);
    var explained = model.explain(history, all, items);
    for (int j = 0; j < items; j++) {
      double sum = explained.get(j).stream().mapToDouble(Contribution::amount).sum();
      for (int i = 0; i < items; i++) {
        float part = scores(model, new History(new int[] {i}, new float[] {weights[i]}))[j];
        sum += Math.min(0, part);
      }
      assertThat(sum).isCloseTo(scores[j], within(1e-4));
    }
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void theUnitOfTheWeightsMakesNoDifference(@ForAll long seed) {
    Baskets baskets = Baskets.random(seed);
    TrainingData data = baskets.data();
    EaseModel one = train(data, 5, false);
    EaseModel two = train(baskets.scaled(4).data(), 5, false);
    for (int i = 0; i < data.items().size(); i++) {
      History history = new History(new int[] {i}, new float[] {1});
      assertThat(scores(two, history)).containsExactly(scores(one, history), within(1e-6f));
    }
  }

  @Example
  void whatIsNotOwnedTogetherSpeaksAgainst() {
    List<Map<String, Float>> people =
        List.of(
            Map.of("a", 1f, "b", 1f),
            Map.of("a", 1f, "b", 1f),
            Map.of("b", 1f, "c", 1f),
            Map.of("b", 1f, "c", 1f));
    EaseModel model = train(new Baskets(people).data(), 1, false);
    float[] ofA = scores(model, new History(new int[] {0}, new float[] {1}));
    assertThat(ofA[1]).isPositive();
    assertThat(ofA[2]).isNegative();
    assertThat(model.similarity(0, 2)).isZero();
    assertThat(model.explain(new History(new int[] {0}, new float[] {1}), new int[] {2}, 2))
        .containsExactly(List.of());
  }

  @Example
  void theSmallerSideIsInvertedAndBothAreTheSameWithinRounding() {
    TrainingData wide = Baskets.random(3, 300, 20).data();
    EaseModel chosen = new EaseTrainer(EaseConfig.DEFAULT).train(wide, 1);
    History history = new History(new int[] {0, 7}, new float[] {1, 2});
    assertThat(scores(chosen, history)).isEqualTo(scores(train(wide, 250, true), history));
    assertThat(scores(train(wide, 250, false), history))
        .containsExactly(scores(chosen, history), within(1e-6f));
  }

  @Example
  void wideAndNarrowInversesAgreeWithinRoundingOnAnyNumberOfThreads() {
    TrainingData wide = Baskets.random(4, 300, 90).data();
    History history = new History(new int[] {0, 7, 11}, new float[] {1, 2, 3});
    EaseTrainer trainer = new EaseTrainer(new EaseConfig(50, 100));
    float[] narrow = scores(trainer.train(wide, 1, Way.USERS_NARROW), history);
    assertThat(narrow).containsExactly(scores(train(wide, 50, true), history), within(2e-6f));
    assertThat(scores(trainer.train(wide, 8, Way.USERS_NARROW), history)).isEqualTo(narrow);
  }

  @Example
  void theHeapRefusesAndNeverChoosesTheWay() {
    EaseConfig config = EaseConfig.DEFAULT;
    for (double heap : new double[] {12_000, 24_000, 1_000_000}) {
      assertThat(EaseTrainer.way(29_858, 40_981, config, heap)).isEqualTo(Way.USERS_NARROW);
      assertThat(EaseTrainer.way(6_040, 3_706, config, heap)).isEqualTo(Way.ITEMS);
      assertThat(EaseTrainer.way(2_000, 9_000, config, heap)).isEqualTo(Way.USERS);
      assertThat(EaseTrainer.way(29_858, 40_981, new EaseConfig(250, 9_000), heap))
          .isEqualTo(Way.ITEMS);
    }
    assertThatThrownBy(() -> EaseTrainer.way(29_858, 40_981, config, 10_000))
        .hasMessageContaining("this process may use 9000")
        .hasMessageContaining("(-Xmx), or set maxMemory=8009");
    assertThatThrownBy(() -> EaseTrainer.way(29_858, 40_981, config, 8_000))
        .hasMessageEndingWith("(-Xmx)");
  }

  @Example
  void moreThanTheStatedMemoryIsRefused() {
    TrainingData data = Baskets.random(1, 2_000, 2_100).data();
    assertThatThrownBy(() -> new EaseTrainer(new EaseConfig(1, 1)).train(data, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("items of")
        .hasMessageContaining("maxMemory is 1");
  }

  @Example
  void settingsOutOfRangeSayWhatWouldBeRight() {
    for (double wrong : new double[] {0, -1, Double.NaN, 1e10}) {
      assertThatThrownBy(() -> new EaseConfig(wrong, 1)).hasMessageContaining("above 0");
    }
    assertThatThrownBy(() -> new EaseConfig(1, 0)).hasMessageContaining("at least 1 MiB");
  }
}
