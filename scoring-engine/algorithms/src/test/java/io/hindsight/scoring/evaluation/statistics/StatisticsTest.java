package io.hindsight.scoring.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
