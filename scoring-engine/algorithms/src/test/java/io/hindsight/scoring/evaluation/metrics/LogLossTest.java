package io.hindsight.scoring.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogLossTest {
  private static final double GUESSING = Math.log(2);

  private static float[][] alternately(float[] even, float[] odd, int users) {
    float[][] scores = new float[users][];
    for (int user = 0; user < users; user++) {
      scores[user] = user % 2 == 0 ? even : odd;
    }
    return scores;
  }

  /** With two scores only, each one's chance is how often it was wanted in the other half. */
  @Test
  void chancesOfTwoScoresAreTheirSharesInTheOtherHalf() {
    float[][] wanted = alternately(new float[] {1, 0}, new float[] {1, 1, 1, 0}, 20);
    float[][] others = alternately(new float[] {0, 1}, new float[] {0, 0, 1, 0}, 20);
    double high = 41 / 42.0;
    double low = 1 / 42.0;
    double one = (30 * high + 10 * low) / 40; // of 40 ones 30 are wanted
    double zero = (10 * high + 30 * low) / 40;
    double even = -(Math.log(one) + Math.log(zero) + Math.log(1 - zero) + Math.log(1 - one)) / 4;
    double[] losses = LogLoss.of(wanted, others);
    for (int user = 0; user < 20; user += 2) {
      assertThat(losses[user]).isCloseTo(even, within(1e-6));
    }
    assertThat(losses[1]).as("of equal shares").isCloseTo(GUESSING, within(1e-6));
  }

  @Test
  void scoresThatTellNothingAreAsGoodAsGuessing() {
    float[][] same = alternately(new float[] {3}, new float[] {3}, 8);
    assertThat(LogLoss.of(same, same)).containsOnly(new double[] {GUESSING}, within(1e-9));
    assertThat(LogLoss.of(new float[][] {{1}}, new float[][] {{0}}))
        .as("nobody to learn from")
        .containsExactly(new double[] {GUESSING}, within(1e-12));
  }

  @Test
  void scoresThatTellAllAreNearlyFreeOfLossAndThoseOfTheOppositeOrderToo() {
    float[][] high = alternately(new float[] {5, 6}, new float[] {7}, 200);
    float[][] low = alternately(new float[] {1, 2}, new float[] {0}, 200);
    assertThat(LogLoss.of(high, low)).hasSize(200);
    assertThat(most(LogLoss.of(high, low))).isBetween(0.0, 0.1);
    assertThat(most(LogLoss.of(low, high))).isBetween(0.0, 0.1);
  }

  private static double most(double[] losses) {
    return Arrays.stream(losses).max().orElseThrow();
  }

  /** The unit of scores is a model's own affair. */
  @Test
  void anotherUnitOfScoresChangesNothing() {
    SplittableRandom random = new SplittableRandom(11);
    float[][] wanted = new float[50][];
    float[][] others = new float[50][];
    for (int user = 0; user < 50; user++) {
      wanted[user] = new float[] {random.nextInt(8), random.nextInt(8)};
      others[user] = new float[] {random.nextInt(6), random.nextInt(6)};
    }
    double[] losses = LogLoss.of(wanted, others);
    double[] scaled = LogLoss.of(times(wanted, 1024), times(others, 1024));
    for (int user = 0; user < 50; user++) {
      assertThat(scaled[user]).isCloseTo(losses[user], within(1e-7));
    }
    assertThat(Arrays.stream(losses).average().orElseThrow()).isLessThan(GUESSING);
  }

  private static float[][] times(float[][] scores, float factor) {
    return Arrays.stream(scores)
        .map(
            row -> {
              float[] scaled = row.clone();
              for (int i = 0; i < scaled.length; i++) {
                scaled[i] *= factor;
              }
              return scaled;
            })
        .toArray(float[][]::new);
  }

  @Test
  void whoHasAllOtherItemsHasNone() {
    float[][] wanted = {{1}, {1}, {1}};
    float[][] others = {{}, {0}, {0}};
    double[] losses = LogLoss.of(wanted, others);
    assertThat(losses[0]).isNaN();
    assertThat(losses[1]).isFinite();
  }
}
