package io.hindsight.scoring.rp3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import io.hindsight.scoring.sparse.SparseModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class Rp3Test {

  /** The formula of the package, written down as plainly as possible. */
  private static double[] row(Baskets baskets, List<String> ids, int i, double alpha, double beta) {
    double[] row = new double[ids.size()];
    double ofItem = 0;
    for (Map<String, Float> user : baskets.users()) {
      ofItem += user.getOrDefault(ids.get(i), 0f);
    }
    for (int j = 0; j < row.length; j++) {
      int owners = 0;
      for (Map<String, Float> user : baskets.users()) {
        double ofUser = user.values().stream().mapToDouble(w -> w).sum();
        double to = user.getOrDefault(ids.get(i), 0f) / ofItem;
        double on = user.getOrDefault(ids.get(j), 0f) / ofUser;
        row[j] += i == j ? 0 : Math.pow(to, alpha) * Math.pow(on, alpha);
        owners += user.containsKey(ids.get(j)) ? 1 : 0;
      }
      row[j] /= Math.pow(owners, beta);
    }
    return row;
  }

  private static Scores scores(SparseModel model, int item) {
    Scores scores = new Scores(model.items().size());
    model.score(new History(new int[] {item}, new float[] {1}), scores);
    return scores;
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void agreesWithTheFormulaAndKeepsTheLargest(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.3, max = 2) double alpha,
      @ForAll @DoubleRange(min = 0, max = 1) double beta) {
    Baskets baskets = Baskets.random(seed);
    TrainingData data = baskets.data();
    SparseModel model = new Rp3Trainer(new Rp3Config(4, alpha, beta)).train(data, 1);
    List<String> ids = IntStream.range(0, data.items().size()).mapToObj(data.items()::id).toList();
    for (int i = 0; i < ids.size(); i++) {
      double[] expected = row(baskets, ids, i, alpha, beta);
      double[] sorted = Arrays.stream(expected).sorted().toArray();
      double least = sorted[Math.max(0, sorted.length - 4)];
      Scores found = scores(model, i);
      assertThat(found.size())
          .isEqualTo((int) Math.min(4, Arrays.stream(expected).filter(w -> w > 0).count()));
      for (int at = 0; at < found.size(); at++) {
        int j = found.item(at);
        assertThat((double) found.get(j)).isCloseTo(expected[j], within(1e-6));
        assertThat(expected[j]).isGreaterThanOrEqualTo(least * (1 - 1e-6));
      }
    }
  }

  @Example
  void betaHoldsBackWhatEverybodyHas() {
    TrainingData data =
        new Baskets(
                List.of(
                    Map.of("met", 1f, "hit", 1f, "rare", 1f),
                    Map.of("met", 1f, "hit", 1f),
                    Map.of("hit", 1f, "other", 1f),
                    Map.of("hit", 1f, "other", 1f)))
            .data();
    int met = data.items().indexOf("met");
    int hit = data.items().indexOf("hit");
    int rare = data.items().indexOf("rare");
    Scores plain = scores(new Rp3Trainer(new Rp3Config(9, 1, 0)).train(data, 1), met);
    Scores held = scores(new Rp3Trainer(new Rp3Config(9, 1, 1)).train(data, 1), met);
    assertThat(plain.get(hit)).isGreaterThan(plain.get(rare));
    assertThat(held.get(hit)).isLessThan(held.get(rare));
  }

  @Example
  void settingsOutOfRangeSayWhatWouldBeRight() {
    assertThatThrownBy(() -> new Rp3Config(0, 1, 0)).hasMessageContaining("1..10000");
    assertThatThrownBy(() -> new Rp3Config(1, 0, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Rp3Config(1, 1, Double.NaN)).hasMessageContaining("0..4");
  }
}
