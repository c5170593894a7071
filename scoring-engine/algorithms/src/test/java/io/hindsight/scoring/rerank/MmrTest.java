package io.hindsight.scoring.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class MmrTest {
  private static final Mmr.Similarity SAME_PARITY = (a, b) -> a % 2 == b % 2 ? 1 : 0;

  @Test
  void withoutDiversityTheOrderStays() {
    int[] order = Mmr.rerank(new int[] {7, 3, 5}, new float[] {3, 2, 1}, 3, 0, SAME_PARITY);
    assertThat(order).containsExactly(0, 1, 2);
  }

  @Test
  void withFullDiversityTheSecondPickDiffersFromTheFirst() {
    int[] items = {2, 4, 6, 1};
    int[] order = Mmr.rerank(items, new float[] {4, 3, 2, 1}, 2, 1, SAME_PARITY);
    assertThat(order).containsExactly(0, 3);
  }

  @Test
  void atEqualMeritTheEarlierOneWins() {
    int[] order = Mmr.rerank(new int[] {9, 8, 7}, new float[] {1, 1, 1}, 3, 0.5, (a, b) -> 0.5);
    assertThat(order).containsExactly(0, 1, 2);
  }

  @Test
  void scoresOfZeroAndEmptyListsAreFine() {
    assertThat(Mmr.rerank(new int[] {1, 2}, new float[] {0, 0}, 5, 0.3, SAME_PARITY)).hasSize(2);
    assertThat(Mmr.rerank(new int[0], new float[0], 5, 0.3, SAME_PARITY)).isEmpty();
  }

  @Test
  void badInputIsNamed() {
    int[] two = {1, 2};
    assertThatThrownBy(() -> Mmr.rerank(two, new float[] {1}, 1, 0, SAME_PARITY))
        .hasMessageContaining("2 items, 1 scores");
    assertThatThrownBy(() -> Mmr.rerank(two, new float[] {1, 2}, 1, 0, SAME_PARITY))
        .hasMessageContaining("at 1");
    assertThatThrownBy(() -> Mmr.rerank(two, new float[] {1, Float.NaN}, 1, 0, SAME_PARITY))
        .hasMessageContaining("at 1");
    assertThatThrownBy(() -> Mmr.rerank(two, new float[] {1, 1}, 1, 1.5, SAME_PARITY))
        .hasMessageContaining("0..1");
    assertThatThrownBy(() -> Mmr.rerank(two, new float[] {1, 1}, 2, 1, (a, b) -> Double.NaN))
        .hasMessageContaining("similarity");
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void theFastPathPicksWhatTheFormulaPicks(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double diversity) {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(12);
    int[] items = IntStream.range(0, n).toArray();
    float[] relevance = new float[n];
    double[][] alike = new double[n][n];
    for (int i = 0; i < n; i++) {
      relevance[i] = random.nextFloat();
      for (int j = 0; j < i; j++) {
        alike[i][j] = alike[j][i] = random.nextDouble();
      }
    }
    Arrays.sort(relevance);
    for (int i = 0; i < n / 2; i++) {
      float swap = relevance[i];
      relevance[i] = relevance[n - 1 - i];
      relevance[n - 1 - i] = swap;
    }
    int[] order = Mmr.rerank(items, relevance, n, diversity, (a, b) -> alike[a][b]);
    assertThat(order).containsExactly(slow(relevance, diversity, alike));
  }

  private static int[] slow(float[] relevance, double diversity, double[][] alike) {
    int n = relevance.length;
    int[] picked = new int[0];
    while (picked.length < n) {
      int best = -1;
      double bestMerit = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < n; i++) {
        int candidate = i;
        if (Arrays.stream(picked).anyMatch(p -> p == candidate)) {
          continue;
        }
        double nearest =
            Arrays.stream(picked).mapToDouble(p -> alike[p][candidate]).max().orElse(0);
        double own = relevance[0] > 0 ? relevance[i] / (double) relevance[0] : 0;
        double merit = (1 - diversity) * own - diversity * nearest;
        if (merit > bestMerit) {
          best = i;
          bestMerit = merit;
        }
      }
      picked = Arrays.copyOf(picked, picked.length + 1);
      picked[picked.length - 1] = best;
    }
    return picked;
  }
}
