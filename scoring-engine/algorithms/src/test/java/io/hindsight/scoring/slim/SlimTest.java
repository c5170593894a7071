package io.hindsight.scoring.slim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.linear.Workers;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import io.hindsight.scoring.sparse.SparseModel;
import io.hindsight.scoring.sparse.SparseRows;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class SlimTest {
  private static final double L1 = 0.2;
  private static final double L2 = 1;

  private static double[][] matrix(TrainingData data) {
    double[][] x = new double[data.users()][data.items().size()];
    double sum = 0;
    Rows rows = data.byUser();
    for (int at = 0; at < data.pairs(); at++) {
      sum += rows.weight(at);
    }
    for (int user = 0; user < x.length; user++) {
      for (int at = rows.start(user); at < rows.start(user + 1); at++) {
        x[user][rows.column(at)] = rows.weight(at) / sum * data.pairs();
      }
    }
    return x;
  }

  /** W, row by row, by asking for each item's scores. */
  private static double[][] weights(SparseModel model) {
    int items = model.items().size();
    double[][] weights = new double[items][items];
    for (int i = 0; i < items; i++) {
      Scores scores = new Scores(items);
      model.score(new History(new int[] {i}, new float[] {1}), scores);
      for (int j = 0; j < items; j++) {
        weights[i][j] = scores.get(j);
      }
    }
    return weights;
  }

  /** The derivative of column j's loss by w_i, but for λ₁. */
  private static double slope(double[][] x, double[][] w, int i, int j) {
    double slope = L2 * w[i][j];
    for (double[] user : x) {
      double rest = user[j];
      for (int k = 0; k < user.length; k++) {
        rest -= user[k] * w[k][j];
      }
      slope -= user[i] * rest;
    }
    return slope;
  }

  /** Rows of XᵀX that are whole, that are sparse, and that take longer than X itself. */
  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void manyItemsThatJoinInRoundsComeToTheMinimumToo(@ForAll long seed) {
    for (Baskets baskets :
        List.of(
            Baskets.random(seed, 150, 200),
            Baskets.random(seed, 300, 5),
            Baskets.random(seed, 4, 300).spread(seed, 200))) {
      TrainingData data = baskets.data();
      double l1 = 0.01;
      double[][] x = matrix(data);
      double[][] w = weights(new SlimTrainer(new SlimConfig(l1, L2, 10_000, 100)).train(data, 2));
      for (int j = 0; j < w.length; j += 31) {
        int own = j;
        double[] column = Arrays.stream(w).mapToDouble(row -> row[own]).toArray();
        double best = loss(x, slowly(x, j, l1), j, l1);
        assertThat(loss(x, column, j, l1)).as("column %d", j).isLessThan(1.001 * best);
      }
    }
  }

  /** Column j by plain coordinate descent over all items. */
  private static double[] slowly(double[][] x, int j, double l1) {
    double[] column = new double[x[0].length];
    double[] rest = Arrays.stream(x).mapToDouble(user -> user[j]).toArray();
    for (int pass = 0; pass < 300; pass++) {
      for (int i = 0; i < column.length; i++) {
        double pull = -l1;
        double square = 0;
        for (int u = 0; u < x.length; u++) {
          pull += x[u][i] * (rest[u] + x[u][i] * column[i]);
          square += x[u][i] * x[u][i];
        }
        double weight = i == j ? 0 : Math.max(0, pull) / (square + L2);
        for (int u = 0; u < x.length; u++) {
          rest[u] -= (weight - column[i]) * x[u][i];
        }
        column[i] = weight;
      }
    }
    return column;
  }

  private static double loss(double[][] x, double[] column, int j, double l1) {
    double loss = 0;
    for (double weight : column) {
      loss += L2 * weight * weight / 2 + l1 * weight;
    }
    for (double[] user : x) {
      double rest = user[j];
      for (int i = 0; i < column.length; i++) {
        rest -= user[i] * column[i];
      }
      loss += rest * rest / 2;
    }
    return loss;
  }

  @Example
  void whereThereIsNoRoomTheOthersStayWithoutAWeight() {
    TrainingData data = Baskets.random(8).data();
    SlimConfig config = new SlimConfig(0.01, L2, 100, 100);
    SparseRows columns = new SparseRows(data.items().size());
    try (Workers workers = new Workers(1)) {
      SparseGram gram = SparseGram.of(data, config.maxMemory(), workers);
      CoordinateDescent few = new CoordinateDescent(gram, config, 3);
      for (int item = 0; item < data.items().size(); item++) {
        few.solve(item, columns);
      }
    }
    double[][] x = matrix(data);
    double[][] w = weights(columns.transposed().model(data.items()));
    long most = 0;
    for (int j = 0; j < w.length; j++) {
      int own = j;
      double[] column = Arrays.stream(w).mapToDouble(row -> row[own]).toArray();
      long count = Arrays.stream(column).filter(weight -> weight > 0).count();
      most = Math.max(most, count);
      assertThat(loss(x, column, j, config.l1()))
          .isLessThanOrEqualTo(loss(x, new double[w.length], j, config.l1()));
    }
    assertThat(most).isEqualTo(3);
    assertThat(count(config, data)).as("with room").isGreaterThan(3L * w.length);
  }

  @Example
  void moreL1LeavesFewerWeights() {
    TrainingData data = Baskets.random(8).data();
    long few = count(new SlimConfig(3, 1, 100, 100), data);
    assertThat(few).isLessThan(count(new SlimConfig(0.1, 1, 100, 100), data));
  }

  private static long count(SlimConfig config, TrainingData data) {
    long count = 0;
    for (double[] row : weights(new SlimTrainer(config).train(data, 1))) {
      for (double weight : row) {
        count += weight > 0 ? 1 : 0;
      }
    }
    return count;
  }

  @Example
  void moreThanTheStatedMemoryIsRefused() {
    TrainingData data = Baskets.random(1, 1_000, 600).data();
    assertThatThrownBy(() -> new SlimTrainer(new SlimConfig(1, 1, 1, 1)).train(data, 1))
        .hasMessageContaining("maxMemory is 1");
  }

  @Example
  void settingsOutOfRangeSayWhatWouldBeRight() {
    assertThatThrownBy(() -> new SlimConfig(-1, 1, 1, 1)).hasMessageContaining("0..1e9");
    assertThatThrownBy(() -> new SlimConfig(1, 0, 1, 1)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new SlimConfig(1, 1, 0, 1)).hasMessageContaining("1..10000");
    assertThatThrownBy(() -> new SlimConfig(1, 1, 1, 0)).hasMessageContaining("1 MiB");
  }
}
