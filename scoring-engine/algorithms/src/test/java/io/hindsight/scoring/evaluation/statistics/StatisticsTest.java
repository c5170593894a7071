package io.hindsight.scoring.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final double CONFIDENCE = 0.95;

  @Test
  void anIntervalIsStudents() {
    // s = sqrt(2.5), t(0.975, 4) = 2.776445: 3 ± 2.776445 · sqrt(0.5).
    Estimate estimate = Estimate.of(new double[] {1, 2, Double.NaN, 3, 4, 5}, CONFIDENCE);
    assertThat(estimate.n()).isEqualTo(5);
    assertThat(estimate.mean()).isEqualTo(3);
    assertThat(estimate.low()).isCloseTo(1.036757, within(1e-6));
    assertThat(estimate.high()).isCloseTo(4.963243, within(1e-6));
  }

  @Test
  void oneNumberHasNoInterval() {
    Estimate one = Estimate.of(new double[] {7}, CONFIDENCE);
    assertThat(one.mean()).isEqualTo(7);
    assertThat(one.low()).isNaN();
    assertThat(Estimate.of(new double[0], CONFIDENCE).mean()).isNaN();
  }

  @Test
  void ninetyFivePercentOfIntervalsHoldTheTruth() {
    long seed = 20_261_121;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int held = 0;
    for (int run = 0; run < 2_000; run++) {
      double[] values = new double[40];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextDouble();
      }
      Estimate estimate = Estimate.of(values, CONFIDENCE);
      held += estimate.low() <= 0.5 && 0.5 <= estimate.high() ? 1 : 0;
    }
    assertThat(held / 2_000.0).isBetween(0.93, 0.97);
  }

  @Test
  void aPairedTestSeesWhatTwoIntervalsDoNot() {
    double[] first = {0.10, 0.50, 0.90, 0.30, 0.70, 0.20, 0.60, 0.80};
    double[] second = new double[first.length];
    double[] gains = {0.010, 0.012, 0.009, 0.011, 0.0105, 0.008, 0.0125, 0.0115};
    for (int i = 0; i < first.length; i++) {
      second[i] = first[i] - gains[i];
    }
    PairedComparison paired = PairedComparison.of(first, second, CONFIDENCE);
    assertThat(paired.difference().mean()).isCloseTo(0.0105625, within(1e-12));
    // t = 19.62692 with 7 degrees of freedom, by SciPy's ttest_1samp.
    assertThat(paired.tTest()).isCloseTo(2.2257402e-07, within(1e-14));
    // All 8 differences are positive: 2 / 2^8.
    assertThat(paired.signedRank()).isCloseTo(2 / 256.0, within(1e-4));
  }

  @Test
  void equalModelsDoNotDiffer() {
    double[] same = {0.1, 0.2, 0.3};
    PairedComparison paired = PairedComparison.of(same, same.clone(), CONFIDENCE);
    assertThat(paired.tTest()).isEqualTo(1);
    assertThat(paired.signedRank()).isEqualTo(1);
  }

  @Test
  void severalComparisonsAreAdjustedStepByStep() {
    assertThat(PairedComparison.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void aJackknifeTakesOffHalfOfWhatItCountsTwice() {
    // Losses 3, 1, 0, 0 of four people: (3/4)·6 = 4.5; two people share 2 alone.
    double[] losses = {3, 1, 0, 0, Double.NaN};
    long[] pairs = {Pairs.key(3, 2), Pairs.key(2, 3)};
    Jackknife figure = new Jackknife(10, losses, Pairs.counted(pairs, 1));
    assertThat(figure.error()).isCloseTo(Math.sqrt(4.5 - 4 / 2.0), within(1e-12));
    // t(0.975, 3) = 3.182446.
    Estimate estimate = figure.estimate(CONFIDENCE);
    assertThat(estimate.n()).isEqualTo(4);
    assertThat(estimate.high() - 10).isCloseTo(3.182446 * Math.sqrt(2.5), within(1e-5));
    assertThat(10 - estimate.low()).isCloseTo(3.182446 * Math.sqrt(2.5), within(1e-5));
    // Never below half.
    assertThat(new Jackknife(10, losses, Pairs.counted(pairs, 1.5)).error())
        .isCloseTo(Math.sqrt(2.25), within(1e-12));
  }

  @Test
  void twoFiguresOfOnePeopleAreComparedByWhatEachPersonAddsToTheirDifference() {
    long[] pair = {Pairs.key(0, 1)};
    Jackknife first = new Jackknife(7, new double[] {2, 1, 0}, Pairs.counted(pair, 1));
    Jackknife second = new Jackknife(6, new double[] {1, 0, 1}, Pairs.counted(pair, 0.5));
    // 1, 1, -1: (2/3)·(8/3) less half of 0.25.
    PairedComparison paired = PairedComparison.of(first, second, CONFIDENCE);
    assertThat(first.minus(second).error()).isCloseTo(Math.sqrt(16 / 9.0 - 0.125), within(1e-12));
    assertThat(paired.difference().mean()).isEqualTo(1);
    // t = 0.777844 with 2 degrees of freedom: p = 1 - t / sqrt(t² + 2).
    assertThat(paired.tTest()).isCloseTo(0.518068, within(1e-5));
    assertThat(paired.signedRank()).isNaN();
    assertThat(PairedComparison.of(first, first, CONFIDENCE).tTest()).isEqualTo(1);
    Jackknife mean = Jackknife.mean(List.of(first, second));
    assertThat(mean.value()).isEqualTo(6.5);
    assertThat(mean.loss(2)).isEqualTo(0.5);
  }

  @Test
  void whereWithoutAPersonThereIsNoFigureThereIsNoInterval() {
    double[] losses = {Double.POSITIVE_INFINITY, 0};
    Jackknife figure = new Jackknife(1, losses, Pairs.NONE);
    assertThat(figure.estimate(CONFIDENCE)).isEqualTo(new Estimate(1, Double.NaN, Double.NaN, 2));
    assertThat(PairedComparison.of(figure, figure, CONFIDENCE).tTest()).isEqualTo(1);
  }

  @Test
  void anIntervalEndsWhereItsMetricDoes() {
    double[] few = new double[30];
    few[0] = 1;
    Estimate free = Estimate.of(few, 0.95);
    Estimate bounded = Estimate.of(few, 0.95, 0, 1);
    assertThat(free.low()).isNegative();
    assertThat(bounded).isEqualTo(new Estimate(free.mean(), 0, free.high(), 30));
    double[] most = Arrays.stream(few).map(value -> 1 - value).toArray();
    assertThat(Estimate.of(most, 0.95, 0, 1).high()).isEqualTo(1);
    double unbounded = Double.POSITIVE_INFINITY;
    assertThat(Estimate.of(few, 0.95, -unbounded, unbounded)).isEqualTo(free);
    assertThat(Estimate.of(new double[] {0.5}, 0.95, 0, 1).low()).isNaN();
  }

  @Test
  void whereAllAreAtABoundTheIntervalHoldsWhatCouldHaveBeenMissed() {
    Estimate none = Estimate.of(new double[58], 0.95, 0, 1);
    assertThat(none.low()).isZero();
    // As many as that stay away from 58 draws in one of twenty samples.
    assertThat(Math.pow(1 - none.high(), 58)).isCloseTo(0.05, within(1e-12));
    double[] all = new double[58];
    Arrays.fill(all, 1);
    Estimate every = Estimate.of(all, 0.95, 0, 1);
    assertThat(every.high()).isEqualTo(1);
    assertThat(every.low()).isCloseTo(1 - none.high(), within(1e-15));
    Arrays.fill(all, 0.5);
    assertThat(Estimate.of(all, 0.95, 0, 1)).isEqualTo(new Estimate(0.5, 0.5, 0.5, 58));
  }
}
