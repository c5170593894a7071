package io.hindsight.benchmarks.spark;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.linear.Workers;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The loss that iALS minimises, by the items' vectors alone: people are solved for exactly, so that
 * both sides are judged alike. Of every so manieth person, scaled up; in doubles.
 */
final class Judge {
  private static final int EVERY = 20;

  private final TrainingData data;
  private final double regularization;
  private final double alpha0;

  Judge(TrainingData data, double regularization, double alpha0) {
    this.data = data;
    this.regularization = regularization;
    this.alpha0 = alpha0;
  }

  /**
   * @param items a vector each
   */
  double loss(double[][] items, Workers workers) {
    int d = items[0].length;
    double[][] gram = new double[d][d];
    workers.run(
        d,
        k -> {
          for (double[] item : items) {
            for (int l = 0; l < d; l++) {
              gram[k][l] += alpha0 * item[k] * item[l];
            }
          }
        });
    int people = (data.users() + EVERY - 1) / EVERY;
    double[] losses = new double[people];
    workers.run(people, at -> losses[at] = person(at * EVERY, items, gram));
    double loss = Arrays.stream(losses).sum() * data.users() / people;
    for (int item = 0; item < items.length; item++) {
      double ridge = regularization * (data.byItem().length(item) + alpha0 * data.users());
      loss += ridge * dot(items[item], items[item]);
    }
    return loss;
  }

  /** With its best vector: {@code n − bᵀ·A⁻¹·b}, where {@code A·x = b} is solved. */
  private double person(int user, double[][] items, double[][] gram) {
    Rows rows = data.byUser();
    int d = gram.length;
    double[][] matrix =
        IntStream.range(0, d).mapToObj(k -> gram[k].clone()).toArray(double[][]::new);
    double[] vector = new double[d];
    int length = rows.length(user);
    for (int i = 0; i < length; i++) {
      double[] item = items[rows.column(rows.start(user) + i)];
      for (int k = 0; k < d; k++) {
        vector[k] += item[k];
        for (int l = 0; l <= k; l++) {
          matrix[k][l] += item[k] * item[l];
        }
      }
    }
    for (int k = 0; k < d; k++) {
      matrix[k][k] += regularization * (length + alpha0 * items.length);
    }
    double[] half = forward(matrix, vector);
    return length - dot(half, half);
  }

  /** Cholesky's factor L in place, and then {@code L⁻¹·b}. */
  private static double[] forward(double[][] matrix, double[] vector) {
    double[] solved = vector.clone();
    for (int k = 0; k < matrix.length; k++) {
      double[] row = matrix[k];
      for (int l = 0; l < k; l++) {
        row[l] = (row[l] - dot(row, matrix[l], l)) / matrix[l][l];
      }
      row[k] = Math.sqrt(row[k] - dot(row, row, k));
      solved[k] = (solved[k] - dot(row, solved, k)) / row[k];
    }
    return solved;
  }

  private static double dot(double[] one, double[] other) {
    return dot(one, other, one.length);
  }

  private static double dot(double[] one, double[] other, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
