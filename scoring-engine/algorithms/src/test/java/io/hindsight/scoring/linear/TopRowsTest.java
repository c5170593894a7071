package io.hindsight.scoring.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopRowsTest {
  private static final int WIDTH = 16;

  private static float[] drawn(int length, int steps, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextInt(-steps, steps + 1);
    }
    return values;
  }

  private static float[][] vectors(int count) {
    float[][] vectors = new float[count][];
    for (int v = 0; v < count; v++) {
      vectors[v] = drawn(WIDTH, 3, 100 + v);
    }
    return vectors;
  }

  private static List<Best> top(float[] rows, float[][] vectors, int most, int threads) {
    try (Workers workers = new Workers(threads)) {
      return new TopRows(new RowScan(rows, rows.length / WIDTH, WIDTH)).of(vectors, most, workers);
    }
  }

  /** Whole numbers: sums are exact, and many are equal. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 511, 512, 513, 5_000, 40_000})
  void theyAreThoseOfAFullSort(int count) {
    float[] rows = drawn(count * WIDTH, 3, count);
    float[][] vectors = vectors(11);
    List<Best> best = top(rows, vectors, 10, 2);
    for (int v = 0; v < vectors.length; v++) {
      float[] products = new RowScan(rows, count, WIDTH).products(vectors[v]);
      int[] expected =
          IntStream.range(0, count)
              .boxed()
              .sorted(
                  Comparator.comparing((Integer row) -> -products[row])
                      .thenComparing(Comparator.naturalOrder()))
              .limit(10)
              .mapToInt(Integer::intValue)
              .toArray();
      assertThat(best.get(v).rows()).as("vector %d of %d rows", v, count).isEqualTo(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(best.get(v).products()[i]).isEqualTo(products[expected[i]]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void theyAreTheSameOnAnyThreads(int threads) {
    float[] rows = drawn(30_000 * WIDTH, 1_000, 5);
    for (int i = 0; i < rows.length; i++) {
      rows[i] /= 997;
    }
    List<Best> alone = top(rows, vectors(9), 25, 1);
    List<Best> shared = top(rows, vectors(9), 25, threads);
    for (int v = 0; v < 9; v++) {
      assertThat(shared.get(v).rows()).isEqualTo(alone.get(v).rows());
      assertThat(shared.get(v).products()).isEqualTo(alone.get(v).products());
    }
  }

  @Test
  void equalProductsStandInTheOrderOfRows() {
    float[] rows = new float[2_000 * WIDTH];
    rows[1_999 * WIDTH] = -0f;
    rows[700 * WIDTH] = 1;
    Best best = top(rows, vectors(1), 4, 2).getFirst();
    float sign = vectors(1)[0][0];
    assertThat(best.rows()).isEqualTo(sign > 0 ? new int[] {700, 0, 1, 2} : new int[] {0, 1, 2, 3});
  }

  @Test
  void whatIsNotANumberIsNotAmongThem() {
    float[] rows = drawn(600 * WIDTH, 3, 9);
    Arrays.fill(rows, 100 * WIDTH, 101 * WIDTH, Float.NaN);
    assertThat(top(rows, vectors(1), 600, 2).getFirst().rows())
        .hasSize(599)
        .doesNotContain(100)
        .doesNotHaveDuplicates();
  }

  @Test
  void thereAreNoMoreThanRows() {
    assertThat(top(drawn(3 * WIDTH, 3, 1), vectors(2), 10, 1))
        .allSatisfy(best -> assertThat(best.size()).isEqualTo(3));
    assertThat(top(new float[0], vectors(1), 10, 1).getFirst().size()).isZero();
    assertThatThrownBy(() -> top(new float[WIDTH], vectors(1), 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }
}
