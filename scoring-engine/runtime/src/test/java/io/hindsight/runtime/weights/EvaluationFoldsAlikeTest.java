package io.hindsight.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.scoring.data.TimeDecay;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.data.InteractionsBuilder;
import io.hindsight.scoring.evaluation.data.Selection;
import io.hindsight.scoring.evaluation.data.Weighting;
import io.hindsight.scoring.evaluation.protocol.Whole;
import io.hindsight.scoring.model.History;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An evaluation asks models with what a server would ask them with. */
class EvaluationFoldsAlikeTest {
  private static final long DAY = 86_400_000;
  private static final int ITEMS = 12;

  @Test
  void aHistoryHasTheSameItemsWeightsAndTimesAsOnAServer() {
    for (long seed = 1; seed <= 50; seed++) {
      for (double halfLife : new double[] {Double.POSITIVE_INFINITY, 3}) {
        assertAlike(seed, halfLife);
      }
    }
  }

  private static void assertAlike(long seed, double halfLife) {
    // Each purchase weighs 1, and another type's weight keeps the cap of sums away.
    Map<String, String> weights =
        halfLife < 100
            ? Map.of(
                "weight.purchase",
                "1",
                "weight.view",
                "100",
                "weight.half-life-days",
                "" + halfLife)
            : Map.of("weight.purchase", "1", "weight.view", "100");
    var server = new TasteFold(WeightTable.parse(weights));
    var file =
        new InteractionsBuilder(
            new Selection(Double.NaN, Weighting.VALUE, 1, 1, new TimeDecay(halfLife)));
    var random = new SplittableRandom(seed);
    int[] items = new int[40];
    long[] times = new long[items.length];
    long time = 0;
    for (int i = 0; i < items.length; i++) {
      items[i] = random.nextInt(ITEMS);
      time += random.nextInt(3) * DAY / 2;
      times[i] = time;
      file.add("ann", id(items[i]), 1, time);
    }
    server.until(time);
    for (int i = 0; i < items.length; i++) {
      server.add(items[i], InteractionType.PURCHASE, 1, times[i]);
    }
    Interactions data = file.build();
    History offline = Whole.history(data, 0);
    History served = server.history();
    String which = "seed " + seed + ", half-life " + halfLife;
    assertThat(offline.size()).as(which).isEqualTo(served.size());
    for (int i = 0; i < served.size(); i++) {
      assertThat(data.items().id(offline.items()[i])).as(which).isEqualTo(id(served.items()[i]));
    }
    assertThat(offline.times()).as(which).isEqualTo(served.times());
    assertThat(offline.weights()).as(which).isEqualTo(served.weights());
  }

  private static String id(int item) {
    return "item%02d".formatted(item);
  }
}
