package io.hindsight.scoring.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.evaluation.Logs;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import io.hindsight.scoring.evaluation.protocol.RecallBase;
import io.hindsight.scoring.evaluation.protocol.Split;
import io.hindsight.scoring.evaluation.protocol.Splitter;
import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** By hand. */
class MetricsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /** Ann has a and is tested on c and e; b, c, d, e, f are known of others. */
  private static final Interactions SHOP =
      Logs.of(
          "ann a",
          "bob a",
          "bob b",
          "bob c",
          "cat b",
          "cat c",
          "cat d",
          "dan b",
          "eve e",
          "fay f",
          "--- test",
          "ann c",
          "ann e");

  private static Split split(Interactions data, Protocol protocol) {
    return new Splitter(data, protocol, 1, null).fold(0);
  }

  /** A model whose scores fall in this order of items; what is not in it has no score. */
  private static GivenScores ranking(Split split, String... order) {
    ItemIndex items = split.training().items();
    return new GivenScores(
        items,
        (history, item) -> {
          int rank = Arrays.asList(order).indexOf(items.id(item));
          return rank < 0 ? null : (float) -rank;
        });
  }

  private static Measured measure(Interactions data, Protocol protocol, int[] ks, String... order) {
    Split split = split(data, protocol);
    return new Evaluator(split, protocol, ks, null).measure(ranking(split, order), 1, n -> {});
  }

  private static double value(Measured measured, Metric metric, int k) {
    return measured.column(new Column(false, new MetricAt(metric, k)))[0];
  }

  private static double together(Measured measured, Metric metric, int k) {
    boolean[] everyone = new boolean[measured.users().size()];
    Arrays.fill(everyone, true);
    return measured.together(new MetricAt(metric, k), everyone, false).value();
  }

  private static double tail(Measured measured, Metric metric, int k) {
    return measured.column(new Column(true, new MetricAt(metric, k)))[0];
  }

  @Test
  void aListOfFourWithHitsAtTwoAndFour() {
    // Ann's own a is passed over: b, c, d, e.
    Measured measured =
        measure(SHOP, new Protocol.Given(), new int[] {1, 2, 4}, "a", "b", "c", "d", "e", "f");
    assertThat(value(measured, Metric.PRECISION, 4)).isEqualTo(0.5);
    assertThat(value(measured, Metric.RECALL, 1)).isZero();
    assertThat(value(measured, Metric.RECALL, 2)).isEqualTo(0.5);
    assertThat(value(measured, Metric.RECALL, 4)).isEqualTo(1);
    assertThat(value(measured, Metric.HR, 1)).isZero();
    assertThat(value(measured, Metric.HR, 2)).isEqualTo(1);
    assertThat(value(measured, Metric.MRR, 4)).isEqualTo(0.5);
    assertThat(value(measured, Metric.MAP, 4)).isCloseTo((1 / 2.0 + 2 / 4.0) / 2, EXACT);
    double ideal = 1 + 1 / log2(3);
    assertThat(value(measured, Metric.NDCG, 4))
        .isCloseTo((1 / log2(3) + 1 / log2(5)) / ideal, EXACT);
    assertThat(value(measured, Metric.NDCG, 2)).isCloseTo(1 / log2(3) / ideal, EXACT);
    // Others are b, d and f: c is above two of them, e above one.
    assertThat(value(measured, Metric.AUC, 0)).isCloseTo(3 / 6.0, EXACT);
    // Nobody else is tested, so there is nothing to learn chances from.
    assertThat(value(measured, Metric.LOGLOSS, 0)).isCloseTo(Math.log(2), EXACT);
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  @Test
  void recallOverTheListsLengthCanReachOne() {
    Accuracy ofLength = new Accuracy(RecallBase.TEST_ITEMS_OR_K, 2);
    Accuracy ofTests = new Accuracy(RecallBase.TEST_ITEMS, 2);
    boolean[] hits = {true, true};
    assertThat(ofLength.of(Metric.RECALL, 2, hits, 5)).isEqualTo(1);
    assertThat(ofTests.of(Metric.RECALL, 2, hits, 5)).isEqualTo(0.4);
  }

  @Test
  void whatHasNoScoreIsNotListedAndTiesWithItsLike() {
    Measured measured = measure(SHOP, new Protocol.Given(), new int[] {5}, "b", "c");
    assertThat(value(measured, Metric.RECALL, 5)).isEqualTo(0.5);
    // c is above d and f; e ties with both.
    assertThat(value(measured, Metric.AUC, 0)).isCloseTo((2 + 2 * 0.5) / 6, EXACT);
    assertThat(together(measured, Metric.COVERAGE, 5)).isEqualTo(2 / 6.0);
    // Exposure 0 0 0 0 1 1.
    assertThat(together(measured, Metric.GINI, 5)).isCloseTo(4 / 6.0, EXACT);
  }

  @Test
  void anUnseenTestItemIsAMiss() {
    Interactions data = Logs.of("ann a", "bob b", "--- test", "ann b", "ann new");
    Measured measured = measure(data, new Protocol.Given(), new int[] {5}, "b");
    assertThat(value(measured, Metric.RECALL, 5)).isEqualTo(0.5);
    assertThat(value(measured, Metric.AUC, 0)).isNaN();
  }

  @Test
  void amongNegativesTiesCountAgainstThePositive() {
    String[] train = {"ann a", "bob b", "bob c", "bob d", "--- test", "ann "};
    for (String[] want : new String[][] {{"c", "2"}, {"d", "3"}, {"new", "3"}}) {
      train[5] = "ann " + want[0];
      Interactions data = Logs.of(train);
      Protocol ncf = new Protocol.SampledNegatives(99);
      // b is best; c, or d without a score beside the unseen item.
      Measured measured = measure(data, ncf, new int[] {3}, "b", "c");
      int rank = Integer.parseInt(want[1]);
      if (want[0].equals("new")) {
        rank = 4;
        assertThat(value(measured, Metric.HR, 3)).isZero();
        continue;
      }
      assertThat(value(measured, Metric.HR, 3)).isEqualTo(1);
      assertThat(value(measured, Metric.NDCG, 3)).isCloseTo(1 / log2(rank + 1), EXACT);
      assertThat(value(measured, Metric.MRR, 3)).isCloseTo(1.0 / rank, EXACT);
    }
    Interactions tied = Logs.of("ann a", "bob b", "bob c", "bob d", "--- test", "ann b");
    Split split = split(tied, new Protocol.SampledNegatives(99));
    Measured flat =
        new Evaluator(split, new Protocol.SampledNegatives(99), new int[] {2}, null)
            .measure(new GivenScores(split.training().items(), (history, item) -> 1f), 1, n -> {});
    assertThat(value(flat, Metric.HR, 2)).isZero();
    assertThat(value(flat, Metric.AUC, 0)).isZero();
  }

  @Test
  void equalScoresStandInTheOrderOfIds() {
    Split split = split(SHOP, new Protocol.Given());
    GivenScores flat =
        new GivenScores(split.training().items(), (history, item) -> item % 2 == 0 ? 0f : -0f);
    Measured measured =
        new Evaluator(split, new Protocol.Given(), new int[] {2, 4}, null)
            .measure(flat, 1, n -> {});
    assertThat(value(measured, Metric.MRR, 2)).isEqualTo(0.5);
    assertThat(value(measured, Metric.AUC, 0)).isEqualTo(0.5);
  }

  @Test
  void noveltyIsTheSurpriseInBits() {
    Measured measured = measure(SHOP, new Protocol.Given(), new int[] {2}, "b", "f");
    // Three of six have b, one has f.
    assertThat(value(measured, Metric.NOVELTY, 2)).isCloseTo((1 + log2(6)) / 2, EXACT);
  }

  @Test
  void diversityIsWhatTheCosineLeaves() {
    Measured measured = measure(SHOP, new Protocol.Given(), new int[] {2, 3}, "b", "c", "f");
    // b has bob, cat and dan; c has bob and cat; f has fay.
    double cosine = 2 / Math.sqrt(6);
    assertThat(value(measured, Metric.DIVERSITY, 2)).isCloseTo(1 - cosine, EXACT);
    assertThat(value(measured, Metric.DIVERSITY, 3)).isCloseTo((1 - cosine + 2) / 3, EXACT);
  }

  @Test
  void calibrationIsTheDivergenceFromTheHistorysGroups() {
    Split split = split(SHOP, new Protocol.Given());
    Map<String, List<String>> genres =
        Map.of("a", List.of("drama", "war"), "b", List.of("drama"), "c", List.of("war", "war"));
    Evaluator evaluator =
        new Evaluator(
            split,
            new Protocol.Given(),
            new int[] {1, 2},
            parts -> ItemGroups.named("genres", parts.training().items(), genres));
    Measured measured = evaluator.measure(ranking(split, "b", "c", "d"), 1, n -> {});
    // History half and half. First only drama: q' = 0.995, 0.005.
    double expected = 0.5 * Math.log(0.5 / 0.995) + 0.5 * Math.log(0.5 / 0.005);
    assertThat(value(measured, Metric.CALIBRATION, 1)).isCloseTo(expected, EXACT);
    assertThat(value(measured, Metric.CALIBRATION, 2)).isCloseTo(0, EXACT);
    assertThat(evaluator.groupedBy()).isEqualTo("genres");
    Measured unknown = evaluator.measure(ranking(split, "d"), 1, n -> {});
    assertThat(value(unknown, Metric.CALIBRATION, 1)).isNaN();
  }

  @Test
  void moneyIsWhatListsHoldAndWhatTheirHitsEarn() {
    Split split = split(SHOP, new Protocol.Given());
    Map<String, Double> margins = Map.of("b", 4.0, "c", 1.5, "d", -0.5, "e", 3.0);
    Evaluator evaluator =
        new Evaluator(split, new Protocol.Given(), new int[] {2, 5}, null, margins);
    GivenScores model = ranking(split, "f", "c", "b", "e", "d");
    Measured own = evaluator.measure(model, 1, n -> {});
    assertThat(value(own, Metric.MARGIN, 2)).isCloseTo(0.75, EXACT);
    assertThat(value(own, Metric.MARGIN, 5)).isCloseTo(1.6, EXACT);
    assertThat(value(own, Metric.EARNED, 2)).isCloseTo(1.5, EXACT);
    assertThat(value(own, Metric.EARNED, 5)).isCloseTo(4.5, EXACT);
    // By margin alone: b, e, c, f, d.
    Measured rich = evaluator.measure(model, new RerankSpec(RerankSpec.Kind.MARGIN, 1), 1, n -> {});
    assertThat(value(rich, Metric.MARGIN, 2)).isCloseTo(3.5, EXACT);
    assertThat(value(rich, Metric.EARNED, 2)).isCloseTo(3, EXACT);
    Measured none = evaluator.measure(ranking(split), 1, n -> {});
    assertThat(value(none, Metric.MARGIN, 2)).isNaN();
    assertThat(value(none, Metric.EARNED, 2)).isZero();
  }

  @Test
  void withoutMarginsThereIsNothingToRankOrMeasureByThem() {
    Split split = split(SHOP, new Protocol.Given());
    Evaluator evaluator = new Evaluator(split, new Protocol.Given(), new int[] {2}, null);
    GivenScores model = ranking(split, "b", "c");
    assertThatThrownBy(
            () -> evaluator.measure(model, new RerankSpec(RerankSpec.Kind.MARGIN, 1), 1, n -> {}))
        .hasMessageContaining("not known");
    assertThat(evaluator.measure(model, 1, n -> {}).columns().keySet())
        .extracting(column -> column.metric().metric())
        .doesNotContain(Metric.MARGIN, Metric.EARNED);
    Map<String, Double> broken = Map.of("b", Double.NaN);
    assertThatThrownBy(
            () -> new Evaluator(split, new Protocol.Given(), new int[] {2}, null, broken))
        .hasMessage("the margin of b is NaN");
  }

  @Test
  void theTailIsWhatFewHave() {
    // 10 pairs: b 3 (head), a 2, c 2 and d 1 (middle), then e and f.
    Measured measured = measure(SHOP, new Protocol.Given(), new int[] {2, 4}, "b", "c", "d", "e");
    assertThat(tail(measured, Metric.RECALL, 2)).isZero();
    assertThat(tail(measured, Metric.RECALL, 4)).isEqualTo(1);
    assertThat(tail(measured, Metric.PRECISION, 4)).isEqualTo(0.25);
    Interactions headOnly = Logs.of("ann a", "bob b", "bob c", "cat b", "--- test", "ann b");
    assertThat(tail(measure(headOnly, new Protocol.Given(), new int[] {2}, "b"), Metric.HR, 2))
        .isNaN();
  }

  @Test
  void aScoreThatIsNoNumberIsNamed() {
    Split split = split(SHOP, new Protocol.Given());
    GivenScores broken =
        new GivenScores(split.training().items(), (history, item) -> item == 3 ? Float.NaN : 1f);
    Evaluator evaluator = new Evaluator(split, new Protocol.Given(), new int[] {2}, null);
    assertThatThrownBy(() -> evaluator.measure(broken, 1, n -> {}))
        .hasMessage("the model's score of item d for user ann is NaN");
    assertThatThrownBy(() -> evaluator.measure(broken, 2, n -> {}))
        .hasMessageContaining("item d for user ann");
  }

  @Test
  void lengthsOfListsAreChecked() {
    Split split = split(SHOP, new Protocol.Given());
    for (int[] ks : new int[][] {{}, {0}, {5, 5}, {10, 5}, {20_000}}) {
      assertThatThrownBy(() -> new Evaluator(split, new Protocol.Given(), ks, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("k");
    }
  }
}
