package io.hindsight.scoring.linear;

import java.util.Arrays;

/**
 * Makes and solves {@code (Σ_h w_h·v_h·v_hᵀ + B + r·I)·x = Σ_h p_h·v_h}, over and over, without
 * allocating. Only the upper triangle is made; the solution is by Cholesky's decomposition. For one
 * thread at a time.
 */
public final class NormalEquations {
  private static final int GROUP = Lanes.EIGHT;

  /** Rounds down to where loops may begin; what lies left of the diagonal is of no account. */
  private static final int STEP = -Lanes.STEP;

  private static final float[] MINUS = {-1, -1, -1, -1, -1, -1, -1, -1};

  private final int size;
  private final float[][] matrix;
  private final float[] vector;
  private final float[] inverseDiagonal;
  private final float[][] group;
  private final float[] weights = new float[GROUP];
  private final float[] pulls = new float[GROUP];
  private int waiting;

  /**
   * @param size a multiple of eight: see {@link #padded}
   */
  public NormalEquations(int size) {
    this.size = size;
    matrix = new float[size][size];
    vector = new float[size];
    inverseDiagonal = new float[size];
    group = new float[GROUP][size];
  }

  /** The next size that is good for the loops. */
  public static int padded(int size) {
    return (size + GROUP - 1) / GROUP * GROUP;
  }

  /**
   * Begins anew with a part of a matrix.
   *
   * @param base B, its upper triangle
   * @param from the first row and column of it that counts
   * @param ridge added to the diagonal
   */
  public void begin(float[][] base, int from, float ridge) {
    for (int i = 0; i < size; i++) {
      System.arraycopy(base[from + i], from + i, matrix[i], i, size - i);
      matrix[i][i] += ridge;
    }
    Arrays.fill(vector, 0);
    waiting = 0;
  }

  /**
   * Adds a vector.
   *
   * @param weight w, in the matrix
   * @param pull p, on the right side
   */
  public void add(float[] values, int at, float weight, float pull) {
    System.arraycopy(values, at, group[waiting], 0, size);
    weights[waiting] = weight;
    pulls[waiting] = pull;
    if (++waiting == GROUP) {
      flush();
    }
  }

  /** Takes in what waits for its group to be full. */
  public void flush() {
    Arrays.fill(weights, waiting, GROUP, 0);
    Arrays.fill(pulls, waiting, GROUP, 0);
    for (int i = 0; i < size; i += 2) {
      Lanes.addEight(matrix[i], matrix[i + 1], group, 0, weights, i, i & STEP, size);
    }
    Lanes.addEight(vector, group, 0, pulls, 0, size);
    waiting = 0;
  }

  /** The sum so far, its upper triangle; not copied. */
  public float[][] matrix() {
    flush();
    return matrix;
  }

  /** Adds to the right side; not before {@link #flush}. */
  public void pull(int i, float amount) {
    vector[i] += amount;
  }

  /**
   * Solves for what was added; afterwards {@link #solve(float[])} answers for other right sides.
   *
   * @return the solution, until the next call
   * @throws ArithmeticException if the matrix is not positive definite in single precision
   */
  public float[] solve() {
    flush();
    for (int block = 0; block < size; block += GROUP) {
      for (int k = block; k < block + GROUP; k++) {
        for (int l = block; l < k; l++) {
          Lanes.add(matrix[k], matrix[l], -matrix[l][k], k & STEP, size);
        }
        normalize(k);
      }
      for (int i = block + GROUP; i < size; i += 2) {
        Lanes.addEight(matrix[i], matrix[i + 1], matrix, block, MINUS, i, i & STEP, size);
      }
    }
    solve(vector);
    return vector;
  }

  private void normalize(int k) {
    float pivot = matrix[k][k];
    if (!(pivot > 0 && pivot <= Float.MAX_VALUE)) {
      throw new ArithmeticException("not positive definite at row %d: %s".formatted(k, pivot));
    }
    float inverse = (float) (1 / Math.sqrt(pivot));
    Lanes.scale(matrix[k], inverse, k & STEP, size);
    inverseDiagonal[k] = inverse;
  }

  /** Replaces a right side by its solution. */
  public void solve(float[] rightSide) {
    for (int k = 0; k < size; k++) {
      rightSide[k] *= inverseDiagonal[k];
      Lanes.add(rightSide, matrix[k], -rightSide[k], k + 1, size);
    }
    for (int k = size - 1; k >= 0; k--) {
      float rest = rightSide[k] - Lanes.dot(matrix[k], rightSide, k + 1, size);
      rightSide[k] = rest * inverseDiagonal[k];
    }
  }

  /** The inner product of two stretches, in a fixed order of additions. */
  public static float dot(float[] one, int i, float[] two, int j, int length) {
    return Lanes.dot(one, i, two, j, length);
  }
}
