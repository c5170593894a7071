package io.hindsight.scoring.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.evaluation.Logs;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import io.hindsight.scoring.evaluation.protocol.Split;
import io.hindsight.scoring.evaluation.protocol.Splitter;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.assertj.core.data.Offset;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class MetricPropertiesTest {
  private static final Offset<Double> CLOSE = within(1e-9);
  private static final int[] KS = {1, 5, 20};

  /** Few different scores, so that many tie; a third of the items have none. */
  private static GivenScores model(ItemIndex items, long seed) {
    return new GivenScores(
        items,
        (history, item) -> {
          var random =
              new SplittableRandom(seed + 31L * item + 7919L * Arrays.hashCode(history.items()));
          return random.nextInt(3) == 0 ? null : random.nextInt(12) / 4f - 1;
        });
  }

  private static Split split(Protocol protocol, long seed) {
    return new Splitter(Logs.random(seed, 150, 50), protocol, seed, null).fold(0);
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void theFastPathAgreesWithTheFormulas(@ForAll long seed) {
    Protocol protocol = new Protocol.RandomHoldOut(0.4);
    Split split = split(protocol, seed);
    GivenScores model = model(split.training().items(), seed);
    Measured measured = new Evaluator(split, protocol, KS, null).measure(model, 1, n -> {});
    for (int test = 0; test < split.tests().size(); test++) {
      List<Integer> wanted = Arrays.stream(split.tests().wanted(test)).boxed().toList();
      SlowMetrics slow = new SlowMetrics(split.training(), model, split.tests().history(test));
      assertThat(value(measured, Metric.AUC, 0, test)).isCloseTo(slow.auc(wanted), CLOSE);
      for (int k : KS) {
        double hits = slow.hits(k, wanted);
        assertThat(value(measured, Metric.NDCG, k, test)).isCloseTo(slow.ndcg(k, wanted), CLOSE);
        assertThat(value(measured, Metric.MAP, k, test)).isCloseTo(slow.map(k, wanted), CLOSE);
        assertThat(value(measured, Metric.PRECISION, k, test)).isCloseTo(hits / k, CLOSE);
        assertThat(value(measured, Metric.RECALL, k, test)).isCloseTo(hits / wanted.size(), CLOSE);
        assertThat(value(measured, Metric.DIVERSITY, k, test)).isCloseTo(slow.diversity(k), CLOSE);
      }
    }
  }

  private static double value(Measured measured, Metric metric, int k, int test) {
    return measured.column(new Column(false, new MetricAt(metric, k)))[test];
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void oneTwoAndEightThreadsGiveTheSameBits(@ForAll long seed) {
    for (Protocol protocol :
        List.of(new Protocol.RandomHoldOut(0.4), new Protocol.SampledNegatives(20))) {
      Split split = split(protocol, seed);
      GivenScores model = model(split.training().items(), seed);
      Evaluator evaluator = new Evaluator(split, protocol, KS, null);
      Measured one = evaluator.measure(model, 1, n -> {});
      for (int threads : new int[] {2, 8}) {
        Measured more = evaluator.measure(model, threads, n -> {});
        assertThat(more.ofAll()).isEqualTo(one.ofAll());
        for (MetricAt metric : one.ofAll()) {
          assertThat(together(more, metric)).isEqualTo(together(one, metric));
        }
        one.columns()
            .forEach((column, values) -> assertThat(more.column(column)).isEqualTo(values));
      }
    }
  }

  private static Estimate together(Measured measured, MetricAt metric) {
    boolean[] everyone = new boolean[measured.users().size()];
    Arrays.fill(everyone, true);
    return measured.together(metric, everyone, false).estimate(0.95);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void aModelThatKnowsTheAnswersIsPerfect(@ForAll long seed) {
    Protocol protocol = new Protocol.StrongGeneralisation(0.5, 0.2);
    Split split = split(protocol, seed);
    for (int test = 0; test < split.tests().size(); test++) {
      int[] wanted = split.tests().wanted(test);
      int[] history = split.tests().history(test).items();
      GivenScores oracle =
          new GivenScores(
              split.training().items(),
              (known, item) ->
                  Arrays.equals(known.items(), history) && Arrays.binarySearch(wanted, item) >= 0
                      ? 1f
                      : 0f);
      Measured measured = new Evaluator(split, protocol, KS, null).measure(oracle, 1, n -> {});
      for (int k : KS) {
        for (Metric metric : List.of(Metric.NDCG, Metric.RECALL, Metric.MAP, Metric.MRR)) {
          assertThat(value(measured, metric, k, test)).as(metric + "@" + k).isEqualTo(1);
        }
      }
      assertThat(value(measured, Metric.AUC, 0, test)).isEqualTo(1);
    }
  }
}
