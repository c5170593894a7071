package io.hindsight.scoring.ease;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.linear.Workers;
import java.util.Arrays;

/** The solution by an inverse over users: B_ij = C_ij / (1 - C_jj) with C = Xᵀ·K·X. */
final class OverUsers {
  private final TrainingData data;
  private final RowOfInverse inverse;
  private final float[][] weights;

  /** Adds a multiple of a row of K to a sum over users. */
  @FunctionalInterface
  private interface RowOfInverse {
    void addTo(double[] sum, int user, double weight);
  }

  private OverUsers(TrainingData data, RowOfInverse inverse, float[][] weights) {
    this.data = data;
    this.inverse = inverse;
    this.weights = weights;
  }

  /**
   * @param narrow whether K is kept in floats while it is used: half the memory, and entries that
   *     are off by 10⁻⁷ of their size
   */
  static float[][] weights(TrainingData data, double l2, boolean narrow, Workers workers) {
    int users = data.users();
    double[][] triangle = Gram.inverse(data.byUser(), data.byItem(), l2, workers);
    RowOfInverse inverse = narrow ? narrow(triangle, users) : wide(triangle, users);
    int items = data.items().size();
    OverUsers solution = new OverUsers(data, inverse, new float[items][items]);
    workers.run(items, () -> new double[users], solution::fillRow);
    solution.scale(workers);
    return solution.weights;
  }

  private static RowOfInverse wide(double[][] inverse, int users) {
    for (int u = 0; u < users; u++) {
      inverse[u] = Arrays.copyOf(inverse[u], users);
    }
    for (int u = 0; u < users; u++) {
      for (int v = 0; v < u; v++) {
        inverse[v][u] = inverse[u][v];
      }
    }
    return (sum, user, weight) -> {
      double[] row = inverse[user];
      for (int v = 0; v < sum.length; v++) {
        sum[v] = Math.fma(weight, row[v], sum[v]);
      }
    };
  }

  @SuppressWarnings("NullAway") // rows are dropped as soon as they are copied
  private static RowOfInverse narrow(double[][] triangle, int users) {
    float[][] inverse = new float[users][];
    for (int u = 0; u < users; u++) {
      inverse[u] = new float[users];
      for (int v = 0; v <= u; v++) {
        inverse[u][v] = (float) triangle[u][v];
        inverse[v][u] = inverse[u][v];
      }
      triangle[u] = null;
    }
    return (sum, user, weight) -> {
      float[] row = inverse[user];
      for (int v = 0; v < sum.length; v++) {
        sum[v] = Math.fma(weight, (double) row[v], sum[v]);
      }
    };
  }

  /** A row of C, which is symmetric, its diagonal included. */
  private void fillRow(double[] byUser, int item) {
    Arrays.fill(byUser, 0);
    Rows owners = data.byItem();
    for (int at = owners.start(item); at < owners.start(item + 1); at++) {
      inverse.addTo(byUser, owners.column(at), owners.weight(at));
    }
    for (int other = 0; other < weights.length; other++) {
      double sum = 0;
      for (int at = owners.start(other); at < owners.start(other + 1); at++) {
        sum = Math.fma(owners.weight(at), byUser[owners.column(at)], sum);
      }
      weights[item][other] = (float) (other == item ? 1 - sum : sum);
    }
  }

  private void scale(Workers workers) {
    int items = weights.length;
    float[] rest = new float[items];
    for (int i = 0; i < items; i++) {
      rest[i] = weights[i][i];
    }
    workers.run(
        items,
        i -> {
          float[] row = weights[i];
          for (int j = 0; j < items; j++) {
            row[j] /= rest[j];
          }
          row[i] = 0;
        });
  }
}
