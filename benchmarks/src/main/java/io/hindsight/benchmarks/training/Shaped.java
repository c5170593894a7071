package io.hindsight.benchmarks.training;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Generated data in the shape of a published set. */
public final class Shaped {
  private static final double MEDIAN = 96;
  private static final int SHORTEST = 20;

  private Shaped() {}

  /** 6,040 people and 3,706 items, about a million pairs: MovieLens 1M. */
  public static TrainingData movieLens1M() {
    return of(6_040, 3_706);
  }

  /** Lengths of histories are log-normal, as there; a few items have most of the pairs. */
  public static TrainingData of(int people, int items) {
    SplittableRandom random = new SplittableRandom(42);
    List<String> ids = IntStream.range(0, items).mapToObj(Integer::toString).toList();
    TrainingDataBuilder builder = TrainingDataBuilder.over(ids);
    for (int person = 0; person < people; person++) {
      double drawn = MEDIAN * Math.exp(1.05 * random.nextGaussian());
      int length = (int) Math.clamp(drawn, Math.min(SHORTEST, items), items / 2.0);
      BitSet met = new BitSet(items);
      for (int tries = 0; met.cardinality() < length && tries < 100 * length; tries++) {
        met.set((int) (items * Math.pow(random.nextDouble(), 2.2)));
      }
      int[] row = met.stream().toArray();
      float[] weights = new float[row.length];
      Arrays.fill(weights, 1);
      long[] times = new long[row.length];
      for (int i = 0; i < times.length; i++) {
        times[i] = (row[i] * 7_919L + person) % 100_000 * 60_000;
      }
      builder.user(row, weights, times);
    }
    return builder.build();
  }
}
