package io.hindsight.scoring.gfcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class GfcfTest {

  /** The formulas of the package with a plain singular value decomposition, the diagonal apart. */
  private static double[][] filters(TrainingData data, int factors, double alpha) {
    RealMatrix r = new Array2DRowRealMatrix(data.users(), data.items().size());
    double[] ofUser = new double[data.users()];
    double[] ofItem = new double[data.items().size()];
    Rows rows = data.byUser();
    for (int u = 0; u < ofUser.length; u++) {
      for (int at = rows.start(u); at < rows.start(u + 1); at++) {
        r.setEntry(u, rows.column(at), rows.weight(at));
        ofUser[u] += rows.weight(at);
        ofItem[rows.column(at)] += rows.weight(at);
      }
    }
    for (int u = 0; u < ofUser.length; u++) {
      for (int i = 0; i < ofItem.length; i++) {
        r.multiplyEntry(u, i, 1 / Math.sqrt(ofUser[u] * ofItem[i]));
      }
    }
    RealMatrix linear = r.transpose().multiply(r);
    RealMatrix v = new SingularValueDecomposition(r).getV();
    RealMatrix best =
        v.getSubMatrix(
            0, v.getRowDimension() - 1, 0, Math.min(factors, v.getColumnDimension()) - 1);
    RealMatrix ideal = best.multiply(best.transpose());
    double[][] sum = new double[ofItem.length][ofItem.length];
    for (int i = 0; i < ofItem.length; i++) {
      for (int j = 0; j < ofItem.length; j++) {
        sum[i][j] =
            (i == j ? 0 : linear.getEntry(i, j))
                + alpha * Math.sqrt(ofItem[j] / ofItem[i]) * ideal.getEntry(i, j);
      }
    }
    return sum;
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void withEveryFactorItAgreesWithTheFormulas(@ForAll long seed) {
    TrainingData data = Baskets.random(seed, 12, 60).data();
    assertAgrees(data, new GfcfConfig(12, 0.3, 3, 100), 1e-4);
  }

  @Example
  void theLargestSingularVectorsAreFound() {
    TrainingData data = Baskets.random(17, 60, 50).data();
    assertAgrees(data, new GfcfConfig(3, 0.5, 200, 100), 2e-3);
  }

  private static void assertAgrees(TrainingData data, GfcfConfig config, double tolerance) {
    GfcfModel model = new GfcfTrainer(config).train(data, 5, 1);
    double[][] expected = filters(data, config.factors(), config.alpha());
    for (int i = 0; i < expected.length; i++) {
      Scores scores = new Scores(expected.length);
      model.score(new History(new int[] {i}, new float[] {1}), scores);
      for (int j = 0; j < expected.length; j++) {
        assertThat((double) scores.get(j)).isCloseTo(expected[i][j], within(tolerance));
      }
    }
  }

  @Example
  void moreThanTheStatedMemoryIsRefused() {
    TrainingData data = Baskets.random(1, 500, 200).data();
    assertThatThrownBy(() -> new GfcfTrainer(new GfcfConfig(9, 1, 1, 1)).train(data, 1, 1))
        .hasMessageContaining("maxMemory is 1");
  }

  @Example
  void settingsOutOfRangeSayWhatWouldBeRight() {
    assertThatThrownBy(() -> new GfcfConfig(0, 1, 1, 1)).hasMessageContaining("1..2048");
    assertThatThrownBy(() -> new GfcfConfig(1, -1, 1, 1)).hasMessageContaining("0..1e6");
    assertThatThrownBy(() -> new GfcfConfig(1, 1, 0, 1)).hasMessageContaining("1..1000");
    assertThatThrownBy(() -> new GfcfConfig(1, 1, 1, 0)).hasMessageContaining("1 MiB");
  }
}
