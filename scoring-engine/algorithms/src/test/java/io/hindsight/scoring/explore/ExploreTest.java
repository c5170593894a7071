package io.hindsight.scoring.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.rerank.Candidates;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ExploreTest {
  private static final long SEED = 20_260_521;
  private static final int DRAWS = 40_000;

  private static Candidates four() {
    return new Candidates(new int[] {3, 0, 2, 1}, new float[] {4, 3, 2, 1});
  }

  private static ThompsonSampling thompson() {
    return new ThompsonSampling(new long[] {8, 20, 0, 3}, new long[] {30, 60, 0, 2}, 1, 1);
  }

  private static LinUcb linUcb() {
    LinUcb policy = new LinUcb(4, 2, 0.3, 0.2);
    policy.observe(3, new double[] {1, 0.5}, 1);
    policy.observe(0, new double[] {1, -0.5}, 0);
    return policy;
  }

  /** Lists are as frequent as their propensities say, within four standard errors. */
  private static void assertHonest(Function<SplittableRandom, Explored> policy) {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Integer> seen = new HashMap<>();
    Map<String, Double> told = new HashMap<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      Explored explored = policy.apply(random);
      String list = Arrays.toString(explored.list().items());
      double chance = Arrays.stream(explored.propensities()).reduce(1, (x, y) -> x * y);
      seen.merge(list, 1, Integer::sum);
      assertThat(told.merge(list, chance, (old, now) -> now)).isEqualTo(chance);
      assertThat(Arrays.stream(explored.propensities()).allMatch(p -> p > 0 && p <= 1)).isTrue();
    }
    assertThat(seen).hasSizeGreaterThan(3);
    seen.forEach(
        (list, times) -> {
          double chance = told.get(list);
          double error = Math.sqrt(chance * (1 - chance) / DRAWS);
          assertThat((double) times / DRAWS)
              .as("%s, seed %d", list, SEED)
              .isCloseTo(chance, within(4 * error + 1e-9));
        });
  }

  @Test
  void eachPolicysListsAreAsFrequentAsItSays() {
    assertHonest(random -> new EpsilonGreedy(0.3).choose(four(), 2, random));
    assertHonest(random -> thompson().choose(four(), 2, random));
    double[][] contexts = {{1, 0.5}, {1, 0}, {1, 1}, {1, -1}};
    LinUcb policy = linUcb();
    assertHonest(random -> policy.choose(four(), contexts, 2, random));
  }

  @Test
  void theSameSeedGivesTheSameListAndPropensities() {
    Explored one = thompson().choose(four(), 3, new SplittableRandom(7));
    Explored two = thompson().choose(four(), 3, new SplittableRandom(7));
    assertThat(two.list()).isEqualTo(one.list());
    assertThat(two.propensities()).isEqualTo(one.propensities());
  }

  @Test
  void withoutChanceTheOrderStaysAndIsCertain() {
    Explored list = new EpsilonGreedy(0).choose(four(), 9, new SplittableRandom(SEED));
    assertThat(list.list()).isEqualTo(four());
    assertThat(list.propensities()).containsOnly(1.0);
    assertThat(
            new EpsilonGreedy(0.5)
                .choose(four().first(0), 3, new SplittableRandom(SEED))
                .propensities())
        .isEmpty();
  }

  @Test
  void thompsonsChancesAreThoseThatTheIntegralGives() {
    // P(Beta(2, 1) > Beta(1, 1)) = ∫ 2x·x dx = 2/3.
    var policy = new ThompsonSampling(new long[] {1, 0}, new long[] {0, 0}, 1, 1);
    Candidates two = new Candidates(new int[] {0, 1}, new float[] {1, 1});
    for (long seed = 0; seed < 20; seed++) {
      Explored list = policy.choose(two, 2, new SplittableRandom(seed));
      double wanted = list.list().items()[0] == 0 ? 2.0 / 3 : 1.0 / 3;
      assertThat(list.propensities()[0]).isCloseTo(wanted, within(1e-3));
      assertThat(list.propensities()[1]).isEqualTo(1);
    }
  }

  @Test
  void muchEvidenceLeavesLittleToChance() {
    var policy =
        new ThompsonSampling(new long[] {500_000, 400_000}, new long[] {500_000, 600_000}, 1, 1);
    Candidates two = new Candidates(new int[] {1, 0}, new float[] {1, 1});
    Explored list = policy.choose(two, 1, new SplittableRandom(SEED));
    assertThat(list.list().items()).containsExactly(0);
    assertThat(list.propensities()[0]).isCloseTo(1, within(1e-9));
  }

  @Test
  void linUcbsBoundIsTheRidgeRegressionsAndItsDoubtFalls() {
    LinUcb policy = new LinUcb(2, 2, 1, 0);
    double[] context = {1, 0};
    assertThat(policy.upperBound(0, context)).isEqualTo(1);
    policy.observe(0, context, 1);
    policy.observe(0, context, 0);
    policy.observe(0, new double[] {0, 2}, 1);
    // A = diag(3, 5), b = (1, 2): 1/3 expected, 1/3 the square of the doubt.
    assertThat(policy.upperBound(0, context))
        .isCloseTo(1.0 / 3 + Math.sqrt(1.0 / 3), within(1e-12));
    assertThat(policy.upperBound(0, new double[] {0, 1}))
        .isCloseTo(2.0 / 5 + Math.sqrt(1.0 / 5), within(1e-12));
  }

  @Test
  void badInputIsToldWithWhatWouldBeRight() {
    assertThatThrownBy(() -> new EpsilonGreedy(Double.NaN)).hasMessageContaining("0..1");
    assertThatThrownBy(() -> new ThompsonSampling(new long[] {-1}, new long[] {0}, 1, 1))
        .hasMessageContaining("item 0 has -1");
    assertThatThrownBy(() -> new ThompsonSampling(new long[1], new long[1], 0, 1))
        .hasMessageContaining("prior");
    Candidates many = new Candidates(new int[101], new float[101]);
    assertThatThrownBy(() -> thompson().choose(many, 1, new SplittableRandom(1)))
        .hasMessageContaining("at most 100");
    assertThatThrownBy(() -> linUcb().observe(0, new double[] {1}, 1))
        .hasMessageContaining("there are 2");
    assertThatThrownBy(() -> linUcb().observe(0, new double[] {1, Double.NaN}, 1))
        .hasMessageContaining("feature 1 is NaN");
  }
}
