package io.hindsight.scoring.als;

import io.hindsight.scoring.linear.Noise;
import io.hindsight.scoring.linear.NormalEquations;
import io.hindsight.scoring.linear.Room;
import io.hindsight.scoring.linear.Workers;

/**
 * A vector for each row of one side: {@code rows × width}, row-major. The width is the number of
 * factors, rounded up; those beyond are 0.
 */
final class Factors {
  private static final int CHUNK = 4_096;

  private final int rows;
  private final int width;
  private final float[] values;

  Factors(int rows, int factors) {
    this.rows = rows;
    this.width = NormalEquations.padded(factors);
    this.values = new float[Room.of(rows, width, "factors")];
  }

  static Factors random(int rows, int factors, double deviation, long seed) {
    Factors random = new Factors(rows, factors);
    Noise noise = new Noise(seed);
    double scale = deviation / Math.sqrt(factors);
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < factors; k++) {
        random.values[row * random.width + k] =
            (float) (scale * noise.normal((long) row * factors + k));
      }
    }
    return random;
  }

  int rows() {
    return rows;
  }

  int width() {
    return width;
  }

  float[] values() {
    return values;
  }

  int start(int row) {
    return row * width;
  }

  /** Σ over rows of v·vᵀ, times a factor; only the upper triangle. */
  float[][] gram(double factor, Workers workers) {
    int chunks = (rows + CHUNK - 1) / CHUNK;
    float[][][] parts = new float[chunks][][];
    workers.run(chunks, chunk -> parts[chunk] = gramOf(chunk * CHUNK));
    float[][] gram = new float[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        double sum = 0;
        for (float[][] part : parts) {
          sum += part[i][j];
        }
        gram[i][j] = (float) (factor * sum);
      }
    }
    return gram;
  }

  private float[][] gramOf(int first) {
    NormalEquations sum = new NormalEquations(width, NormalEquations.work(width, rows, 0));
    for (int row = first; row < Math.min(rows, first + CHUNK); row++) {
      sum.add(values, start(row), 1, 0);
    }
    return sum.matrix();
  }

  void requireFinite(String side, int sweep) {
    for (int at = 0; at < values.length; at++) {
      if (!Float.isFinite(values[at])) {
        throw new IllegalArgumentException(
            "factor %d of %s %d is %s after sweep %d; more regularization may help"
                .formatted(at % width, side, at / width, values[at], sweep));
      }
    }
  }
}
