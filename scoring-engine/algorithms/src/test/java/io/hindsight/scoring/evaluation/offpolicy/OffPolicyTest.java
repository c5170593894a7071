package io.hindsight.scoring.evaluation.offpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OffPolicyTest {
  private static final long SEED = 20_261_121;
  private static final Offset<Double> EXACT = within(1e-12);
  private static final OffPolicySettings DEFAULT = OffPolicySettings.DEFAULT;

  private static OffPolicySettings settings(double clip, double threshold, double shrinkage) {
    return new OffPolicySettings(clip, threshold, shrinkage, 3, 0, 50, 0.95, 1);
  }

  /** Both actions of one cell, 3 : 1; the first earns in half of its rounds, the other in all. */
  private static LoggedRounds threeToOne(int times) {
    int[] actions = new int[4 * times];
    double[] rewards = new double[4 * times];
    double[] propensities = new double[4 * times];
    for (int i = 0; i < actions.length; i++) {
      actions[i] = i % 4 == 3 ? 1 : 0;
      rewards[i] = actions[i] == 1 || i % 8 == 0 || i % 8 == 1 || i % 8 == 4 ? 1 : 0;
      propensities[i] = actions[i] == 1 ? 0.25 : 0.75;
    }
    return new LoggedRounds(new int[actions.length], actions, rewards, propensities, 1, 2);
  }

  private static final TargetPolicy EVEN = new TargetPolicy(new double[][] {{0.5, 0.5}});

  private static Map<Estimator, Estimate> told(
      LoggedRounds rounds, TargetPolicy target, OffPolicySettings settings) {
    OffPolicyEstimate estimate = OffPolicyEvaluation.of(rounds, target, settings);
    assertThat(estimate).isInstanceOf(OffPolicyEstimate.Told.class);
    return ((OffPolicyEstimate.Told) estimate).byEstimator();
  }

  @Test
  void estimatesByHand() {
    var all = told(threeToOne(50), EVEN, settings(1.5, 10, 500));
    // Weights 2/3 and 2. Half of the first action's rounds earn: 0.5 · 0.5 + 0.5 · 1.
    assertThat(all.get(Estimator.IPS).mean()).isCloseTo(0.75, EXACT);
    assertThat(all.get(Estimator.SNIPS).mean()).isCloseTo(0.75, EXACT);
    assertThat(all.get(Estimator.DM).mean()).isCloseTo(0.75, EXACT);
    // The weight 2 counts as 1.5.
    assertThat(all.get(Estimator.CLIPPED_IPS).mean()).isCloseTo(0.25 + 0.25 * 1.5, EXACT);
    // Terms are 2/3 in 75 rounds, 0 in 75 and 2 in 50: their variance is 2.333333 / 4 - ... / 200.
    double variance = (75 * 4 / 9.0 + 50 * 4 - 200 * 0.75 * 0.75) / 199;
    double margin = 1.971956544249395 * Math.sqrt(variance / 200);
    assertThat(all.get(Estimator.IPS).high()).isCloseTo(0.75 + margin, within(1e-9));
  }

  @Test
  void effectiveSizeIsKishs() {
    Overlap overlap = OffPolicyEvaluation.of(threeToOne(50), EVEN, DEFAULT).overlap();
    // (150 · 2/3 + 50 · 2)² / (150 · 4/9 + 50 · 4)
    assertThat(overlap.effectiveSize()).isCloseTo(200 * 200 / (150 * 4 / 9.0 + 200), EXACT);
    assertThat(overlap.meanWeight()).isCloseTo(1, EXACT);
    assertThat(overlap.largestWeight()).isEqualTo(2);
  }

  @Test
  void theEndsOfSwitchingAndShrinkingAreDirectAndDoublyRobust() {
    Simulation world = new Simulation(3);
    LoggedRounds log = world.log(2_000, 9);
    var far = told(log, world.target(), settings(1e9, 1e9, 1e12));
    assertThat(far.get(Estimator.CLIPPED_IPS).mean()).isEqualTo(far.get(Estimator.IPS).mean());
    assertThat(far.get(Estimator.SWITCH_DR).mean()).isEqualTo(far.get(Estimator.DR).mean());
    assertThat(far.get(Estimator.DROS).mean())
        .isCloseTo(far.get(Estimator.DR).mean(), within(1e-9));
    var none = told(log, world.target(), settings(1e9, 0, 0));
    assertThat(none.get(Estimator.SWITCH_DR).mean())
        .isEqualTo(none.get(Estimator.DROS).mean())
        .isCloseTo(none.get(Estimator.DM).mean(), within(0.01));
  }

  @Test
  void aPolicyThatIsTheLoggingOneEarnsWhatWasLogged() {
    LoggedRounds log = threeToOne(50);
    double mean = Arrays.stream(log.rewards()).average().orElseThrow();
    var all = told(log, TargetPolicy.frequencies(log), DEFAULT);
    for (Estimator estimator : new Estimator[] {Estimator.IPS, Estimator.SNIPS}) {
      assertThat(all.get(estimator).mean()).isCloseTo(mean, EXACT);
    }
    assertThat(all.get(Estimator.DR).mean()).isCloseTo(mean, within(0.01));
    OffPolicyEstimate crossFitted = OffPolicyEvaluation.of(log, log, DEFAULT);
    assertThat(((OffPolicyEstimate.Told) crossFitted).byEstimator().get(Estimator.DR).mean())
        .isCloseTo(mean, within(0.01));
  }

  @Test
  void intervalsHoldTheTruthAsOftenAsTheySay() {
    assertHeld(new Simulation(SEED).coverage(1_000, 1_500, DEFAULT, SEED));
  }

  private static void assertHeld(Map<Estimator, Double> held) {
    System.out.println("seed " + SEED + ": " + held);
    held.forEach((estimator, share) -> assertThat(share).as("%s", estimator).isBetween(0.93, 0.97));
    assertThat(held).hasSize(Estimator.values().length);
  }

  /** The largest weight is 4.7: some are clipped, and more are left to the reward model. */
  @Test
  void intervalsHoldTheTruthWhereLargeWeightsAreCutOff() {
    Simulation world = new Simulation(SEED);
    OffPolicySettings cutting = settings(4.6, 2.4, 5);
    var one = told(world.log(1_500, 1), world.target(), cutting);
    assertThat(one.get(Estimator.CLIPPED_IPS).mean()).isLessThan(one.get(Estimator.IPS).mean());
    assertThat(one.get(Estimator.SWITCH_DR).mean()).isNotEqualTo(one.get(Estimator.DR).mean());
    assertHeld(world.coverage(1_000, 1_500, cutting, SEED));
  }

  @Test
  void intervalsHoldTheTruthWhereTheTargetIsKnownByItsLogAlone() {
    assertHeld(new Simulation(SEED).coverage(1_000, 1_500, 300, settings(10, 10, 500), SEED));
  }

  @Test
  void notKnowingTheTargetWidensIntervalsTheMoreTheShorterItsLog() {
    Simulation world = new Simulation(4);
    LoggedRounds log = world.log(1_500, 1);
    double known = width(OffPolicyEvaluation.of(log, world.target(), DEFAULT));
    double well = width(OffPolicyEvaluation.of(log, world.logOfTarget(20_000, 2), DEFAULT));
    double little = width(OffPolicyEvaluation.of(log, world.logOfTarget(200, 2), DEFAULT));
    assertThat(well).isBetween(known, 1.1 * known);
    assertThat(little).isGreaterThan(1.1 * well);
  }

  private static double width(OffPolicyEstimate estimate) {
    assertThat(estimate).isInstanceOf(OffPolicyEstimate.Told.class);
    Estimate doubly = ((OffPolicyEstimate.Told) estimate).byEstimator().get(Estimator.DR);
    return doubly.high() - doubly.low();
  }

  @Test
  void aTargetsLogOfOtherThingsIsRefused() {
    LoggedRounds log = threeToOne(50);
    int[] one = {1, 1};
    double[] earned = {1, 0};
    var three = new LoggedRounds(one, one, earned, new double[] {1, 1}, 2, 3);
    assertThatThrownBy(() -> OffPolicyEvaluation.of(log, three, DEFAULT))
        .hasMessageContaining("2 cells of 3 actions, the other 1 of 2");
    var elsewhere = new LoggedRounds(one, one, earned, new double[] {1, 1}, 2, 2);
    var here =
        new LoggedRounds(log.cells(), log.actions(), log.rewards(), log.propensities(), 2, 2);
    assertThatThrownBy(() -> OffPolicyEvaluation.of(here, elsewhere, DEFAULT))
        .hasMessageContaining("cell 0 is in the log and not in the target's");
    assertThatThrownBy(() -> OffPolicyEvaluation.of(log, TargetPolicy.uniform(2, 2), DEFAULT))
        .hasMessageContaining("must have 1 cells of 2 actions, has 2 of 2");
  }

  @Test
  void clippingIsPulledTowardsLess() {
    Simulation world = new Simulation(5);
    var all = told(world.log(5_000, 1), world.target(), settings(0.5, 10, 500));
    assertThat(all.get(Estimator.CLIPPED_IPS).mean()).isLessThan(0.9 * world.truth());
  }

  @Test
  void tooLittleOverlapIsRefused() {
    int n = 1_000;
    double[] propensities = new double[n];
    int[] actions = new int[n];
    Arrays.fill(propensities, 0.999);
    for (int i = 0; i < 3; i++) {
      actions[i] = 1;
      propensities[i] = 0.003;
    }
    LoggedRounds rare = new LoggedRounds(new int[n], actions, new double[n], propensities, 1, 2);
    TargetPolicy only = new TargetPolicy(new double[][] {{0, 1}});
    assertThat(OffPolicyEvaluation.of(rare, only, DEFAULT))
        .isInstanceOfSatisfying(
            OffPolicyEstimate.Refused.class,
            refused -> {
              assertThat(refused.overlap().effectiveSize()).isCloseTo(3, within(1e-9));
              assertThat(refused.reason()).contains("1000 rounds are worth 3.0");
              assertThat(refused.remedy()).contains("exploration");
            });
  }

  @Test
  void wrongPropensitiesAreRefused() {
    LoggedRounds right = threeToOne(100);
    double[] wrong = Arrays.stream(right.propensities()).map(p -> p / 2).toArray();
    LoggedRounds log =
        new LoggedRounds(right.cells(), right.actions(), right.rewards(), wrong, 1, 2);
    assertThat(OffPolicyEvaluation.of(log, EVEN, DEFAULT))
        .isInstanceOfSatisfying(
            OffPolicyEstimate.Refused.class,
            refused -> assertThat(refused.reason()).contains("mean weight is 2.000"));
  }

  @Test
  void theSameLogGivesTheSameBits() {
    Simulation world = new Simulation(8);
    LoggedRounds log = world.log(800, 2);
    assertThat(told(log, world.target(), DEFAULT)).isEqualTo(told(log, world.target(), DEFAULT));
  }

  @Test
  void whatIsNoLogOrPolicyIsRefusedByPlace() {
    int[] zero = new int[2];
    double[] one = {1, 1};
    assertThatThrownBy(() -> new LoggedRounds(zero, zero, one, new double[] {1, 0}, 1, 1))
        .hasMessageContaining("round 1: the propensity");
    assertThatThrownBy(() -> new LoggedRounds(zero, zero, new double[] {Double.NaN, 1}, one, 1, 1))
        .hasMessageContaining("round 0");
    assertThatThrownBy(() -> new LoggedRounds(zero, new int[] {0, 4}, one, one, 1, 2))
        .hasMessageContaining("action 4 of 2");
    assertThatThrownBy(() -> new LoggedRounds(new int[1], new int[1], new double[1], one, 1, 1))
        .hasMessageContaining("2 propensities");
    assertThatThrownBy(
            () -> new LoggedRounds(new int[0], new int[0], new double[0], new double[0], 1, 1))
        .hasMessageContaining("at least 2 rounds");
    assertThatThrownBy(() -> new TargetPolicy(new double[][] {{0.5, 0.4}}))
        .hasMessageContaining("cell 0: probabilities sum to 0.9");
    assertThatThrownBy(() -> new TargetPolicy(new double[][] {{1.5, -0.5}}))
        .hasMessageContaining("at least 0");
    assertThatThrownBy(() -> settings(0, 1, 1)).hasMessageContaining("clip");
  }
}
