package io.hindsight.scoring.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.evaluation.Logs;
import io.hindsight.scoring.evaluation.UnfitData;
import io.hindsight.scoring.evaluation.metrics.RerankSpec.Kind;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import io.hindsight.scoring.evaluation.protocol.Split;
import io.hindsight.scoring.evaluation.protocol.Splitter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RerankSpecTest {
  private static final int[] KS = {5};

  @Test
  void goalsAreJoinedAndChoicesAreSettings() {
    assertThat(RerankSpec.parseAll("novelty=0.3+diversity=0.2, debias=0.4+margin=0.1|0.2"))
        .extracting(RerankSpec::toString)
        .containsExactly("mmr=0.2+novelty=0.3", "debias=0.4+margin=0.1", "debias=0.4+margin=0.2");
    RerankSpec last = RerankSpec.parseAll("debias=0.4+margin=0.2").getFirst();
    assertThat(last.relevance()).isEqualTo(0.8);
    assertThat(last.strength(Kind.NOVELTY)).isZero();
    assertThat(RerankSpec.parseAll("novelty=0.1+margin=0.2+mmr=0.7").getFirst().relevance())
        .isCloseTo(0, within(1e-12));
    assertThat(RerankSpec.parseAll("novelty=0|0.1|0.2+mmr=0|0.1")).hasSize(6);
    assertThat(RerankSpec.parseAll(" ")).isEmpty();
  }

  @Test
  void whatCannotBeMeantIsNamed() {
    for (String[] wrong :
        new String[][] {
          {"novelty=0.6+margin=0.5", "more than 1: relevance gets what they leave"},
          {"novelty=0.1+novelty=0.2", "names novelty twice"},
          {"novelty=0.1,novelty=0.1", "novelty=0.1 twice: give it once"},
          {"novelty=0.1+", "there is no re-ranker ''"},
          {"novelty=0.1+luck=1", "there is no re-ranker luck; there are [mmr"},
          {"novelty", "write novelty=0.3"},
          {"novelty=much", "write novelty=0.3"},
          {"novelty=NaN", "0..1"},
          {"margin=-0.1", "0..1"},
          {"mmr=0|.1|.2|.3+novelty=0|.1|.2|.3|.4+margin=0|.1|.2+debias=0|1", "more than 100"},
        }) {
      assertThatThrownBy(() -> RerankSpec.parseAll(wrong[0]))
          .as(wrong[0])
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong[1]);
    }
  }

  @Test
  void aWeightOfZeroChangesNothing() {
    Protocol protocol = new Protocol.RandomHoldOut(0.4);
    Split split = new Splitter(Logs.random(3, 100, 50), protocol, 3, null).fold(0);
    Evaluator evaluator = new Evaluator(split, protocol, KS, null);
    GivenScores model =
        new GivenScores(
            split.training().items(),
            (history, item) -> (float) Math.floorMod(item * 31 + history.size() * 17, 23));
    Measured own = evaluator.measure(model, 1, n -> {});
    same(own, of(evaluator, model, "mmr=0+novelty=0+calibration=0+debias=0+freshness=0", 1));
    String goals = "mmr=0.3+novelty=0.2+calibration=0.1+freshness=0.1";
    Measured all = of(evaluator, model, goals, 1);
    for (String zero : new String[] {"novelty", "freshness", "calibration", "mmr"}) {
      same(
          of(evaluator, model, "debias=0.5", 1),
          of(evaluator, model, "debias=0.5+" + zero + "=0", 1));
    }
    same(of(evaluator, model, "mmr=0.3", 1), of(evaluator, model, "mmr=0.3+novelty=0", 1));
    same(all, of(evaluator, model, goals, 2));
    same(all, of(evaluator, model, goals, 8));
    Column ndcg = new Column(false, new MetricAt(Metric.NDCG, 5));
    assertThat(all.column(ndcg)).isNotEqualTo(own.column(ndcg));
  }

  private static Measured of(Evaluator evaluator, GivenScores model, String text, int threads) {
    return evaluator.measure(model, RerankSpec.parseAll(text).getFirst(), threads, n -> {});
  }

  private static void same(Measured one, Measured other) {
    one.columns().forEach((at, values) -> assertThat(other.column(at)).isEqualTo(values));
  }

  @Test
  void whatTheDataLacksIsToldBeforeAnythingIsTrained() {
    Protocol given = new Protocol.Given();
    Split untimed =
        new Splitter(Logs.of("ann a", "bob b", "--- test", "ann b"), given, 1, null).fold(0);
    Evaluator evaluator = new Evaluator(untimed, given, KS, null, Map.of());
    for (String text : new String[] {"freshness=0.1", "novelty=0.1+margin=0.2"}) {
      assertThatThrownBy(() -> evaluator.require(RerankSpec.parseAll(text)))
          .isInstanceOf(UnfitData.class);
    }
    Protocol ncf = new Protocol.SampledNegatives(9);
    Evaluator sampled = new Evaluator(untimed, ncf, KS, null);
    assertThatThrownBy(() -> sampled.require(RerankSpec.parseAll("mmr=0.1")))
        .isInstanceOf(UnfitData.class)
        .hasMessageContaining("no lists to re-rank");
  }
}
