package io.hindsight.scoring.slim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import io.hindsight.scoring.sparse.SparseModel;
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

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void whatItFindsIsTheMinimum(@ForAll long seed) {
    TrainingData data = Baskets.random(seed).data();
    double[][] x = matrix(data);
    double[][] w = weights(new SlimTrainer(new SlimConfig(L1, L2, 10_000, 100)).train(data, 1));
    for (int j = 0; j < w.length; j++) {
      assertThat(w[j][j]).isZero();
      for (int i = 0; i < w.length; i++) {
        double slope = slope(x, w, i, j) + L1;
        if (w[i][j] > 0) {
          assertThat(slope).isCloseTo(0, within(0.05));
        } else if (i != j) {
          assertThat(w[i][j]).isZero();
          assertThat(slope).isGreaterThan(-0.05);
        }
      }
    }
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
