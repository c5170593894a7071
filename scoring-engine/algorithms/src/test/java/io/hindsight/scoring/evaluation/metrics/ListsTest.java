package io.hindsight.scoring.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import io.hindsight.scoring.evaluation.statistics.Jackknife;
import io.hindsight.scoring.model.ItemIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.assertj.core.data.Offset;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class ListsTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final MetricAt COVERAGE = new MetricAt(Metric.COVERAGE, 3);
  private static final MetricAt GINI = new MetricAt(Metric.GINI, 3);

  /** Item 0 is everybody's, the others one person's: they are the tail from item 4 on or so. */
  private static Popularity popularity(int items) {
    List<String> ids = IntStream.range(0, items).mapToObj("%04d"::formatted).toList();
    int[] starts = {0, items};
    float[] weights = new float[items];
    Arrays.fill(weights, 1);
    return new Popularity(
        TrainingData.of(ItemIndex.of(ids), starts, IntStream.range(0, items).toArray(), weights));
  }

  private static boolean[] everyone(int people) {
    boolean[] all = new boolean[people];
    Arrays.fill(all, true);
    return all;
  }

  @Example
  void whatHangsOnOnePersonOrOnTwoIsKnown() {
    // 0 is listed thrice, 1 and 2 by the first two, 3 by the last alone; the fourth place is
    // beyond.
    Lists lists = Lists.of(new int[][] {{0, 1, 2, 9}, {0, 2, 1}, {3, 0}}, popularity(10));
    Jackknife coverage = lists.of(COVERAGE, everyone(3), false);
    assertThat(coverage.value()).isEqualTo(0.4);
    assertThat(IntStream.range(0, 3).mapToDouble(coverage::loss)).containsExactly(0.0, 0.0, 0.1);
    // J = 2/3·(2/3)·0.01; the pair shares two items, so that half of J is left.
    double margin = coverage.estimate(0.95).high() - 0.4;
    assertThat(margin).isCloseTo(4.302653 * Math.sqrt(0.01 * 2 / 9), within(1e-6));
    // 0 0 0 0 0 0 1 2 2 3: (2·7-11)·1 + (2·8-11)·2 + (2·9-11)·2 + (2·10-11)·3 = 54.
    assertThat(lists.of(GINI, everyone(3), false).value()).isCloseTo(54 / 80.0, EXACT);
  }

  @Example
  void onlyTheChosensListsCountAndForTheTailOnlyItsItems() {
    Popularity popularity = popularity(10);
    int[] tail = IntStream.range(0, 10).filter(popularity::isTail).toArray();
    assertThat(tail).containsExactly(8, 9);
    Lists lists = Lists.of(new int[][] {{0, 8}, {8, 1}, {2, 3, 9}}, popularity);
    boolean[] chosen = {true, true, false};
    Jackknife coverage = lists.of(COVERAGE, chosen, true);
    assertThat(coverage.value()).isEqualTo(0.5);
    assertThat(coverage.estimate(0.95).n()).isEqualTo(2);
    assertThat(lists.of(COVERAGE, chosen, false).value()).isEqualTo(0.3);
    assertThat(lists.of(GINI, chosen, true).value()).isEqualTo(0.5);
    // Without the third person nobody is shown anything of the tail.
    boolean[] third = {false, false, true};
    assertThat(lists.of(GINI, third, true).estimate(0.95))
        .isEqualTo(new Estimate(0.5, Double.NaN, Double.NaN, 1));
    Lists others = lists.renumbered(new int[] {2, 1, 0});
    assertThat(others.of(COVERAGE, third, false).value()).isEqualTo(0.2);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void lossesAreWhatCountingAgainWithoutThePersonGives(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int people = 2 + random.nextInt(30);
    Lists lists = Lists.of(drawn(random, tastes(random, people), 25, 5), popularity(25));
    boolean[] chosen = everyone(people);
    chosen[random.nextInt(people)] = people == 2;
    for (boolean tail : new boolean[] {false, true}) {
      for (MetricAt metric : List.of(COVERAGE, GINI)) {
        Jackknife all = lists.of(metric, chosen, tail);
        for (int person = 0; person < people; person++) {
          boolean[] without = chosen.clone();
          without[person] = false;
          double less = lists.of(metric, without, tail).value();
          if (!chosen[person]) {
            assertThat(all.loss(person)).isNaN();
          } else if (Double.isNaN(less)) {
            assertThat(all.loss(person)).isInfinite();
          } else {
            assertThat(all.loss(person))
                .as("%s of %d", metric, person)
                .isCloseTo(all.value() - less, EXACT);
          }
        }
      }
    }
  }

  private static int[] tastes(SplittableRandom random, int people) {
    return IntStream.range(0, people).map(person -> random.nextInt(5)).toArray();
  }

  /** Lists of five tastes, some items much likelier than others. */
  private static int[][] drawn(SplittableRandom random, int[] tastes, int items, int k) {
    int[][] lists = new int[tastes.length][];
    for (int person = 0; person < lists.length; person++) {
      int taste = tastes[person] * items / 5;
      int[] list = new int[k];
      for (int i = 0; i < k; ) {
        double place = random.nextDouble() * random.nextDouble() * random.nextDouble();
        int item = (taste + (int) (items * place)) % items;
        if (Arrays.stream(list, 0, i).noneMatch(known -> known == item)) {
          list[i++] = item;
        }
      }
      lists[person] = list;
    }
    return lists;
  }

  @Example
  void ninetyFivePercentOfIntervalsHoldWhatOtherUsersWouldGet() {
    long seed = 20_261_122;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int items : new int[] {150, 400, 2_000}) {
      Popularity popularity = popularity(items);
      int worlds = 1_000;
      Jackknife[][] figures = new Jackknife[3][worlds];
      for (int world = 0; world < worlds; world++) {
        int[] tastes = tastes(random, 100);
        Lists some = Lists.of(drawn(random, tastes, items, 3), popularity);
        Lists others = Lists.of(drawn(random, tastes, items, 3), popularity);
        figures[0][world] = some.of(COVERAGE, everyone(100), false);
        figures[1][world] = some.of(GINI, everyone(100), false);
        figures[2][world] = figures[0][world].minus(others.of(COVERAGE, everyone(100), false));
      }
      for (Jackknife[] of : figures) {
        double truth = Arrays.stream(of).mapToDouble(Jackknife::value).average().orElseThrow();
        long held =
            Arrays.stream(of)
                .map(one -> one.estimate(0.95))
                .filter(one -> one.low() <= truth && truth <= one.high())
                .count();
        System.out.println(items + " items, " + truth + ": " + held / (double) worlds);
        assertThat(held / (double) worlds).as("%d items", items).isBetween(0.93, 0.99);
      }
    }
  }

  @Example
  void anotherRunDiffersByWhoIsMeasuredByAFigureOrByWhatIsListed() {
    Measured first = measured("ann", 0.5, new int[][] {{0, 1}});
    assertThat(first.difference(measured("ann", 0.5, new int[][] {{0, 1}}))).isEmpty();
    assertThat(first.difference(measured("bob", 0.5, new int[][] {{0, 1}})))
        .hasValue("who was measured");
    assertThat(first.difference(measured("ann", Math.nextUp(0.5), new int[][] {{0, 1}})))
        .hasValue("ndcg@3");
    assertThat(first.difference(measured("ann", 0.5, new int[][] {{1, 0}})))
        .hasValue("what is listed");
    assertThat(first.difference(measured("ann", 0.5, new int[][] {{0, 2}})))
        .hasValue("what is listed");
  }

  private static Measured measured(String user, double ndcg, int[][] lists) {
    return new Measured(
        List.of(user),
        new int[] {4},
        Map.of(new Column(false, new MetricAt(Metric.NDCG, 3)), new double[] {ndcg}),
        List.of(Lists.of(lists, popularity(5))),
        List.of(COVERAGE));
  }
}
