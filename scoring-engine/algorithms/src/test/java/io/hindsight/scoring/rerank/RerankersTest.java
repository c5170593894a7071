package io.hindsight.scoring.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.model.History;
import io.hindsight.scoring.rerank.BusinessRule.Boost;
import io.hindsight.scoring.rerank.BusinessRule.Bury;
import io.hindsight.scoring.rerank.BusinessRule.Cap;
import io.hindsight.scoring.rerank.BusinessRule.Exclude;
import io.hindsight.scoring.rerank.BusinessRule.Pin;
import io.hindsight.scoring.rerank.Objectives.Goal;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class RerankersTest {

  private static Candidates six() {
    return new Candidates(new int[] {5, 4, 3, 2, 1, 0}, new float[] {6, 5, 4, 3, 2, 1});
  }

  private static Candidates ruled(int n, BusinessRule... rules) {
    return new BusinessRules(List.of(rules)).rerank(History.EMPTY, six(), n);
  }

  @Example
  void pinnedItemsStandInTheirPlacesAlsoWhereNoModelScoredThem() {
    assertThat(ruled(4, new Pin(0, 1), new Pin(99, 3)).items()).containsExactly(5, 0, 4, 99);
    assertThat(ruled(4, new Pin(99, 3)).scores()).containsExactly(6, 5, 4, 0);
    assertThat(ruled(2, new Pin(99, 3)).items()).containsExactly(5, 4);
    assertThat(ruled(9, new Pin(99, 8)).items()).containsExactly(5, 4, 3, 2, 1, 0, 99);
  }

  @Example
  void boostsMultiplyAndWhatIsBuriedComesLast() {
    assertThat(ruled(3, new Boost(item -> item == 2, 2), new Boost(item -> item == 5, 0.5)).items())
        .containsExactly(2, 4, 3);
    assertThat(ruled(6, new Bury(item -> item > 3)).items()).containsExactly(3, 2, 1, 0, 5, 4);
  }

  @Example
  void whatIsExcludedTooDearOrNotOfferedIsNotShownEvenIfPinned() {
    assertThat(ruled(9, new Pin(4, 0), new Exclude(item -> item >= 3)).items())
        .containsExactly(2, 1, 0);
    double[] prices = {1, 2, 3, 4, Double.NaN, 6};
    assertThat(ruled(9, Exclude.pricedOutside(prices, 2, 5)).items()).containsExactly(3, 2, 1);
    long[] from = {0, 0, 0, 11, 0, 0};
    long[] until = {99, 10, 11, 99, 99, 99};
    assertThat(ruled(9, Exclude.unavailable(from, until, 10)).items()).containsExactly(5, 4, 2, 0);
  }

  @Example
  void aCapHoldsForPinnedItemsToo() {
    assertThat(ruled(9, new Cap(item -> item % 2, 2)).items()).containsExactly(5, 4, 3, 2);
    assertThat(ruled(9, new Pin(0, 0), new Cap(item -> item % 2, 1)).items()).containsExactly(0, 5);
    assertThat(ruled(9, new Cap(item -> item % 2 == 0 ? -1 : 1, 1)).items())
        .containsExactly(5, 4, 2, 0);
    assertThatThrownBy(() -> ruled(1, new Pin(1, 0), new Pin(2, 0)))
        .hasMessageContaining("one item a place");
  }

  @Example
  void aCalibratedListHasTheMixOfTheHistory() {
    // Items 0 to 4 are of kind 0, 5 to 9 of kind 1; the person has three of one and one of the
    // other.
    int[][] kinds = {{0}, {0}, {0}, {0}, {0}, {1}, {1}, {1}, {1}, {1}, {}};
    Mixtures mixtures = new Mixtures(2, kinds);
    History history = new History(new int[] {0, 1, 5}, new float[] {2, 1, 1});
    Candidates ranked =
        new Candidates(new int[] {6, 7, 8, 9, 2, 3, 4}, new float[] {7, 6, 5, 4, 3, 2, 1});
    assertThat(new Calibration(mixtures, 0).rerank(history, ranked, 4).items())
        .containsExactly(6, 7, 8, 9);
    int[] calibrated = new Calibration(mixtures, 0.99).rerank(history, ranked, 4).items();
    assertThat(calibrated).containsExactlyInAnyOrder(2, 3, 4, 6);
    History ofNoKind = new History(new int[] {10}, new float[] {1});
    assertThat(new Calibration(mixtures, 0.9).rerank(ofNoKind, ranked, 2).items())
        .containsExactly(6, 7);
  }

  @Example
  void theDivergenceIsStecks() {
    double[] wanted = {0.75, 0.25};
    assertThat(Calibration.divergence(wanted, new double[] {3, 1}, 4)).isCloseTo(0, within(1e-12));
    double expected =
        0.75 * Math.log(0.75 / (0.99 * 0.5 + 0.0075))
            + 0.25 * Math.log(0.25 / (0.99 * 0.5 + 0.0025));
    assertThat(Calibration.divergence(wanted, new double[] {1, 1}, 2))
        .isCloseTo(expected, within(1e-12));
  }

  @Example
  void goalsAreWeighedOnOneScale() {
    double[] margin = {100, 0, 0, 0, 0, 50};
    assertThat(
            new Objectives(1, List.of(new Goal("margin", 3, margin)))
                .rerank(History.EMPTY, six(), 3)
                .items())
        .containsExactly(0, 5, 4);
    assertThat(
            new Objectives(1, List.of(new Goal("margin", -3, margin)))
                .rerank(History.EMPTY, six(), 6)
                .items())
        .containsExactly(4, 3, 2, 1, 5, 0);
    assertThat(new Objectives(1, List.of()).rerank(History.EMPTY, six(), 6).items())
        .containsExactly(six().items());
    assertThatThrownBy(() -> new Goal("margin", 1, new double[] {Double.NaN}))
        .hasMessageContaining("margin of item 0");
  }

  @Example
  void popularItemsAreHeldBack() {
    long[] people = {0, 0, 0, 0, 0, 99};
    assertThat(new PopularityDiscount(people, 0).rerank(History.EMPTY, six(), 2).items())
        .containsExactly(5, 4);
    assertThat(new PopularityDiscount(people, 1).rerank(History.EMPTY, six(), 6).items())
        .containsExactly(4, 3, 2, 1, 0, 5);
  }

  @Property(tries = 200)
  void everyRerankerShowsDistinctCandidatesOnlyAndTheSameOnesAgain(
      @ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    int items = 1 + random.nextInt(40);
    float[] scores = new float[items];
    int[] numbers = new int[items];
    int[][] kinds = new int[items][];
    long[] people = new long[items];
    double[] worth = new double[items];
    float score = 1000;
    for (int i = 0; i < items; i++) {
      numbers[i] = items - 1 - i;
      score -= random.nextInt(3);
      scores[i] = score;
      kinds[i] = random.nextBoolean() ? new int[] {i % 3} : new int[0];
      people[i] = random.nextInt(100);
      worth[i] = random.nextGaussian();
    }
    Candidates candidates = new Candidates(numbers, scores);
    History history = new History(new int[] {0}, new float[] {1});
    List<Reranker> all =
        List.of(
            new Calibration(new Mixtures(3, kinds), random.nextDouble()),
            new Objectives(1, List.of(new Goal("x", random.nextGaussian(), worth))),
            new PopularityDiscount(people, random.nextDouble()),
            new BusinessRules(List.of(new Boost(item -> item % 5 == 0, 2))));
    for (Reranker reranker : all) {
      Candidates shown = reranker.rerank(history, candidates, n);
      assertThat(shown.items()).hasSize(Math.min(n, items)).doesNotHaveDuplicates();
      for (int item : shown.items()) {
        assertThat(numbers).contains(item);
      }
      assertThat(reranker.rerank(history, candidates, n)).isEqualTo(shown);
    }
  }
}
