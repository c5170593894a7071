package io.hindsight.scoring.linear;

import java.util.Arrays;

/**
 * Makes and solves {@code (Σ_h w_h·v_h·v_hᵀ + B + r·I)·x = Σ_h p_h·v_h}, over and over, without
 * allocating. Only the upper triangle is made; the solution is by Cholesky's decomposition, {@code
 * 8·d² + 256·d} bytes in all. For one thread at a time.
 */
public final class NormalEquations {
  /** So many vectors are added at once: with their multiples they still fit beside the matrix. */
  private static final int GROUP = 32;

  private static final int STRIP = 8;
  private static final int HALF = STRIP / 2;

  private final Gate gate;
  private final Kernels kernels;
  private final int size;
  private final int padded;
  private final float[][] matrix;
  private final float[][] negative;
  private final float[] column;
  private final float[] inverseDiagonal;
  private final float[] vector;
  private final float[] rest;
  private final float[] solution;
  private final float[][] group;
  private final float[][] weighted;
  private final float[] weights = new float[GROUP];
  private final float[] pulls = new float[GROUP];
  private int waiting;
  private long work;

  /**
   * @param size a multiple of eight: see {@link #padded}
   */
  public NormalEquations(int size) {
    this(size, 0);
  }

  /**
   * @param ahead about how many multiply-adds the whole job takes that this is made for
   */
  public NormalEquations(int size, long ahead) {
    this(size, Kernels.GATE, ahead);
  }

  NormalEquations(int size, Gate gate, long ahead) {
    this.size = size;
    this.gate = gate;
    kernels = gate.kernels(ahead);
    padded = Kernels.padded(size);
    matrix = new float[size][padded];
    negative = new float[size][padded];
    column = new float[size];
    inverseDiagonal = new float[size];
    vector = new float[padded];
    rest = new float[padded];
    solution = new float[size];
    group = new float[GROUP][padded];
    weighted = new float[GROUP][padded];
  }

  /** The next size that is good for the loops. */
  public static int padded(int size) {
    return (size + STRIP - 1) / STRIP * STRIP;
  }

  /** The multiply-adds of so many vectors added and so many systems solved. */
  public static long work(int size, long vectors, long systems) {
    return size * (long) size / 2 * vectors + size * (long) size * size / 6 * systems;
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
    gate.did(kernels, work);
    work = 0;
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
    int terms = padded(waiting);
    for (int h = waiting; h < terms; h++) {
      Arrays.fill(group[h], 0);
      weights[h] = 0;
      pulls[h] = 0;
    }
    kernels.multiplyRows(group, weights, weighted, terms);
    for (int strip = 0; strip < size; strip += STRIP) {
      kernels.addProducts(matrix, strip, strip + STRIP, weighted, group, 0, terms, strip, padded);
    }
    kernels.addRow(vector, pulls, group, 0, terms, 0, padded);
    work += work(size, terms, 0);
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
    for (int strip = 0; strip < size; strip += STRIP) {
      reduce(strip, strip + STRIP, 0);
      for (int half = strip; half < strip + STRIP; half += HALF) {
        reduce(half, half + HALF, strip);
        for (int k = half; k < half + HALF; k++) {
          reduce(k, half);
          normalize(k);
        }
      }
    }
    work += work(size, 0, 1);
    System.arraycopy(vector, 0, solution, 0, size);
    solve(solution);
    return solution;
  }

  /** Takes rows of the factor from the next ones: from {@code first} on, those before are done. */
  private void reduce(int from, int to, int first) {
    kernels.addProducts(matrix, from, to, negative, matrix, first, from, from, padded);
  }

  private void reduce(int k, int first) {
    for (int l = first; l < k; l++) {
      column[l] = negative[l][k];
    }
    kernels.addRow(matrix[k], column, matrix, first, k, k, padded);
  }

  private void normalize(int k) {
    float pivot = matrix[k][k];
    if (!(pivot > 0 && pivot <= Float.MAX_VALUE)) {
      throw new ArithmeticException("not positive definite at row %d: %s".formatted(k, pivot));
    }
    float inverse = (float) (1 / Math.sqrt(pivot));
    Lanes.scale(matrix[k], inverse, negative[k], k);
    inverseDiagonal[k] = inverse;
  }

  /** Replaces a right side by its solution. */
  public void solve(float[] rightSide) {
    System.arraycopy(rightSide, 0, rest, 0, size);
    for (int strip = 0; strip < size; strip += STRIP) {
      int end = strip + STRIP;
      for (int k = strip; k < end; k++) {
        rightSide[k] = rest[k] * inverseDiagonal[k];
        column[k] = -rightSide[k];
        for (int j = k + 1; j < end; j++) {
          rest[j] = Math.fma(column[k], matrix[k][j], rest[j]);
        }
      }
      kernels.addRow(rest, column, matrix, strip, end, end, padded);
    }
    for (int k = size - 1; k >= 0; k--) {
      float left = rightSide[k] - Lanes.dot(matrix[k], rightSide, k + 1, size);
      rightSide[k] = left * inverseDiagonal[k];
    }
  }

  /** The inner product of two stretches, in a fixed order of additions. */
  public static float dot(float[] one, int i, float[] two, int j, int length) {
    return Lanes.dot(one, i, two, j, length);
  }
}
