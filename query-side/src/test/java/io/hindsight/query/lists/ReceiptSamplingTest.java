package io.hindsight.query.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.contracts.time.Ids;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiptSamplingTest {
  private static final long SEED = 20_261_121;
  private static final ServedItems CERTAIN =
      new ServedItems(List.of(new ItemId("a")), List.of(1f), List.of());
  private static final ServedItems EXPLORED =
      new ServedItems(List.of(new ItemId("a")), List.of(1f), List.of(0.25f));

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final ReceiptSampling sampling =
      new ReceiptSampling(
          new Ids() {
            @Override
            public String next() {
              throw new AssertionError("no id is needed to decide");
            }

            @Override
            public long nextSeed() {
              return random.nextLong();
            }
          });

  private long keptOf(int lists, Double sample, ServedItems items) {
    return IntStream.range(0, lists).filter(list -> sampling.keeps(sample, items)).count();
  }

  @Test
  void aboutTheShareAskedForIsKept() {
    System.out.println("seed " + SEED);
    // Four standard deviations of 10,000 draws.
    assertThat(keptOf(10_000, 0.25, CERTAIN)).isBetween(2_327L, 2_673L);
    assertThat(keptOf(10_000, 0.01, CERTAIN)).isBetween(60L, 140L);
  }

  @Test
  void noneAndAllAreExact() {
    assertThat(keptOf(10_000, 0.0, CERTAIN)).isZero();
    assertThat(keptOf(10_000, 1.0, CERTAIN)).isEqualTo(10_000);
    assertThat(keptOf(10_000, null, CERTAIN)).isEqualTo(10_000);
  }

  @Test
  void aListInWhichChanceHadAPartAlwaysLeavesAReceipt() {
    assertThat(keptOf(100, 0.0, EXPLORED)).isEqualTo(100);
  }
}
