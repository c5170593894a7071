package io.hindsight.scoring.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.model.History;
import io.hindsight.scoring.rerank.Objectives.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class CompromiseTest {
  /** Even items are of kind 0, odd ones of kind 1. */
  private static Mixtures parity(int items) {
    int[][] kinds =
        IntStream.range(0, items).mapToObj(i -> new int[] {i % 2}).toArray(int[][]::new);
    return new Mixtures(2, kinds);
  }

  private static final Mmr.Similarity SAME_PARITY = (a, b) -> a % 2 == b % 2 ? 1 : 0;

  @Example
  void relevanceMarginAndDifferenceAreWeighedTogether() {
    Candidates ranked = new Candidates(new int[] {0, 2, 4, 1}, new float[] {10, 8, 6, 0});
    double[] margin = {0, 10, 0, 0, 4};
    // Relevance 1, .8, .6, 0 by .4; margin 0, 0, .4, 1 by .3: .4, .32, .36, .3. Then unlike by .3.
    Objectives alone = new Objectives(0.4, List.of(new Goal("margin", 0.3, margin)));
    Compromise three = new Compromise(alone, 0.3, SAME_PARITY, 0, parity(5));
    assertThat(three.rerank(History.EMPTY, ranked, 4).items()).containsExactly(0, 1, 4, 2);
    assertThat(alone.rerank(History.EMPTY, ranked, 4).items()).containsExactly(0, 4, 2, 1);
    // Somebody with odd items only: item 1 leads by what its kind is worth.
    History odd = new History(new int[] {3}, new float[] {1});
    Compromise calibrated = new Compromise(alone, 0, SAME_PARITY, 0.3, parity(5));
    assertThat(calibrated.rerank(odd, ranked, 2).items()).containsExactly(1, 0);
    assertThat(calibrated.rerank(History.EMPTY, ranked, 4).items()).containsExactly(0, 4, 2, 1);
    assertThat(three.rerank(History.EMPTY, ranked.first(0), 4).items()).isEmpty();
    assertThatThrownBy(() -> new Compromise(alone, 2, SAME_PARITY, 0, parity(5)))
        .hasMessageContaining("0..1");
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void theFastPathPicksWhatTheFormulaPicks(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int items = 1 + random.nextInt(12);
    float[] scores = new float[items];
    double[] worth = new double[items];
    float score = 50;
    for (int i = 0; i < items; i++) {
      score -= random.nextInt(4);
      scores[i] = score;
      worth[i] = random.nextInt(5);
    }
    double[][] alike = new double[items][items];
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < i; j++) {
        alike[i][j] = alike[j][i] = random.nextDouble();
      }
    }
    double unlike = random.nextDouble() / 3;
    double mix = random.nextDouble() / 3;
    History history = new History(new int[] {0}, new float[] {1});
    Candidates ranked = new Candidates(IntStream.range(0, items).toArray(), scores);
    Objectives alone =
        new Objectives(1 - unlike - mix - 0.2, List.of(new Goal("worth", 0.2, worth)));
    int[] shown =
        new Compromise(alone, unlike, (a, b) -> alike[a][b], mix, parity(items))
            .rerank(history, ranked, items)
            .items();
    List<Integer> picked = new ArrayList<>();
    while (picked.size() < items) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < items; i++) {
        if (!picked.contains(i)) {
          double near = 0;
          double even = i % 2 == 0 ? 1 : 0;
          for (int other : picked) {
            near = Math.max(near, alike[i][other]);
            even += other % 2 == 0 ? 1 : 0;
          }
          int n = picked.size() + 1;
          double divergence = -Math.log(0.99 * even / n + 0.01);
          double value =
              (1 - unlike - mix - 0.2) * scaled(scores[i], scores[items - 1], scores[0])
                  + 0.2 * scaled(worth[i], least(worth), most(worth))
                  - unlike * near
                  - mix * n * divergence;
          if (value > most + 1e-12) {
            best = i;
            most = value;
          }
        }
      }
      picked.add(best);
    }
    assertThat(shown).containsExactly(picked.stream().mapToInt(Integer::intValue).toArray());
  }

  private static double least(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).min().orElseThrow();
  }

  private static double most(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElseThrow();
  }

  private static double scaled(double value, double low, double high) {
    return high > low ? (value - low) / (high - low) : 0;
  }
}
