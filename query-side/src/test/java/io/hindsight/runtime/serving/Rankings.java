package io.hindsight.runtime.serving;

import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes rankings as the epochs do, from scores that a test names. */
public final class Rankings {
  private Rankings() {}

  public static RankedScores of(CatalogState catalog, Map<Integer, Float> scores) {
    float[] byItem = new float[catalog.size()];
    scores.forEach((item, score) -> byItem[item] = score);
    int[] order =
        IntStream.range(0, byItem.length)
            .filter(item -> byItem[item] != 0)
            .boxed()
            .sorted(
                Comparator.comparing((Integer item) -> -byItem[item])
                    .thenComparing(item -> catalog.idOf(item).value()))
            .mapToInt(Integer::intValue)
            .toArray();
    return new RankedScores(order, byItem);
  }

  public static Epoch epoch(RankedScores popular, RankedScores trending) {
    return new Epoch(
        new LogPosition(1),
        Instant.EPOCH,
        ServingRules.WINDOWS_DAYS.stream().map(days -> popular).toList(),
        trending,
        48);
  }
}
