package io.hindsight.scoring.gfcf;

import io.hindsight.scoring.linear.Noise;
import io.hindsight.scoring.linear.NormalEquations;
import io.hindsight.scoring.linear.Room;
import io.hindsight.scoring.linear.Workers;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** The right singular vectors of the largest singular values, by subspace iteration. */
final class SingularVectors {
  private static final int OVERSAMPLED = 32;

  /** A vector that shrinks below this by being made orthogonal was a combination of the others. */
  private static final double VANISHED = 1e-10;

  private final NormalizedMatrix matrix;
  private final Workers workers;
  private final double[][] basis;

  private SingularVectors(NormalizedMatrix matrix, int size, long seed, Workers workers) {
    this.matrix = matrix;
    this.workers = workers;
    Noise noise = new Noise(seed);
    basis = new double[size][matrix.items()];
    workers.run(
        size,
        k -> {
          for (int i = 0; i < matrix.items(); i++) {
            basis[k][i] = noise.normal((long) k * matrix.items() + i);
          }
        });
  }

  /**
   * {@code items × width}, row-major, the width being the number of factors rounded up; columns
   * that the matrix does not have are 0.
   */
  static float[] of(NormalizedMatrix matrix, GfcfConfig config, long seed, Workers workers) {
    int most = Math.min(matrix.items(), matrix.users());
    int size = Math.min(most, config.factors() + OVERSAMPLED);
    SingularVectors vectors = new SingularVectors(matrix, size, seed, workers);
    vectors.orthonormalize();
    for (int i = 0; i < config.iterations(); i++) {
      workers.run(
          size, k -> vectors.basis[k] = matrix.transposedTimes(matrix.times(vectors.basis[k])));
      vectors.orthonormalize();
    }
    return vectors.rotated(Math.min(size, config.factors()), config.factors());
  }

  /** Gram and Schmidt's, modified: each vector in turn is taken out of all that follow. */
  private void orthonormalize() {
    double[] before = new double[basis.length];
    for (int k = 0; k < basis.length; k++) {
      before[k] = Math.sqrt(product(basis[k], basis[k]));
    }
    for (int k = 0; k < basis.length; k++) {
      double[] own = basis[k];
      double norm = Math.sqrt(product(own, own));
      if (norm > VANISHED * before[k]) {
        for (int i = 0; i < own.length; i++) {
          own[i] /= norm;
        }
        int first = k + 1;
        workers.run(basis.length - first, i -> subtract(own, basis[first + i]));
      } else {
        Arrays.fill(own, 0);
      }
    }
  }

  private static void subtract(double[] direction, double[] from) {
    double along = product(direction, from);
    for (int i = 0; i < from.length; i++) {
      from[i] = Math.fma(-along, direction[i], from[i]);
    }
  }

  /** Four sums in a fixed order: no one long chain. */
  private static double product(double[] one, double[] two) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      s0 = Math.fma(one[i], two[i], s0);
      s1 = Math.fma(one[i + 1], two[i + 1], s1);
      s2 = Math.fma(one[i + 2], two[i + 2], s2);
      s3 = Math.fma(one[i + 3], two[i + 3], s3);
    }
    for (; i < one.length; i++) {
      s0 = Math.fma(one[i], two[i], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** The basis turned so that its vectors are singular ones, the largest first. */
  private float[] rotated(int keep, int factors) {
    int width = NormalEquations.padded(factors);
    float[] rows = new float[Room.of(matrix.items(), width, "factors")];
    if (keep == 0) {
      return rows;
    }
    double[][] images = new double[basis.length][];
    workers.run(basis.length, k -> images[k] = matrix.times(basis[k]));
    RealMatrix gram = new Array2DRowRealMatrix(basis.length, basis.length);
    for (int k = 0; k < basis.length; k++) {
      for (int l = 0; l <= k; l++) {
        double value = product(images[k], images[l]);
        gram.setEntry(k, l, value);
        gram.setEntry(l, k, value);
      }
    }
    EigenDecomposition eigen = new EigenDecomposition(gram);
    workers.run(
        keep,
        k -> {
          if (eigen.getRealEigenvalue(k) > VANISHED) {
            double[] turned = combined(eigen.getEigenvector(k).toArray());
            for (int i = 0; i < turned.length; i++) {
              rows[i * width + k] = (float) turned[i];
            }
          }
        });
    return rows;
  }

  private double[] combined(double[] weights) {
    double[] sum = new double[matrix.items()];
    for (int k = 0; k < weights.length; k++) {
      double[] own = basis[k];
      double weight = weights[k];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = Math.fma(weight, own[i], sum[i]);
      }
    }
    return sum;
  }
}
