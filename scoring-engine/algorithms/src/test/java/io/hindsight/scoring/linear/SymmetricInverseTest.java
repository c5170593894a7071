package io.hindsight.scoring.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

class SymmetricInverseTest {

  /** A random M·Mᵀ/n + I. */
  private static RealMatrix matrix(int size, long seed) {
    Random random = new Random(seed);
    RealMatrix factor = new Array2DRowRealMatrix(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        factor.setEntry(i, j, random.nextGaussian());
      }
    }
    RealMatrix matrix = factor.multiply(factor.transpose()).scalarMultiply(1.0 / size);
    for (int i = 0; i < size; i++) {
      matrix.addToEntry(i, i, 1);
    }
    return matrix;
  }

  private static double[][] inverse(RealMatrix matrix, int threads) {
    int size = matrix.getRowDimension();
    double[][] rows = SymmetricInverse.triangle(size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        rows[i][j] = matrix.getEntry(i, j);
      }
    }
    try (Workers workers = new Workers(threads)) {
      SymmetricInverse.invert(rows, size, workers);
    }
    return rows;
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void agreesWithAPlainInverse(@ForAll @IntRange(min = 1, max = 200) int size, @ForAll long seed) {
    RealMatrix matrix = matrix(size, seed);
    RealMatrix expected = new LUDecomposition(matrix).getSolver().getInverse();
    double[][] found = inverse(matrix, 1);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        assertThat(found[i][j]).isCloseTo(expected.getEntry(i, j), within(1e-12));
      }
    }
  }

  @Example
  void isTheSameOnAnyNumberOfThreads() {
    RealMatrix matrix = matrix(701, 5);
    double[][] one = inverse(matrix, 1);
    assertThat(inverse(matrix, 2)).isDeepEqualTo(one);
    assertThat(inverse(matrix, 8)).isDeepEqualTo(one);
  }

  @Example
  void aMatrixThatIsNotPositiveDefiniteIsNamedByItsRow() {
    RealMatrix matrix = matrix(100, 1);
    matrix.setEntry(80, 80, -5);
    assertThatThrownBy(() -> inverse(matrix, 1))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("row 80");
    matrix.setEntry(80, 80, Double.NaN);
    assertThatThrownBy(() -> inverse(matrix, 2)).hasMessageContaining("row 80");
  }

  @Example
  void theFirstFailureOfAPieceOfWorkIsThrown() {
    try (Workers workers = new Workers(4)) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      9,
                      i -> {
                        throw new IllegalStateException("piece");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("piece");
    }
    assertThatThrownBy(() -> new Workers(0)).hasMessageContaining("at least 1");
  }
}
