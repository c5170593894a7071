package io.hindsight.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.scoring.data.TimeDecay;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.data.InteractionsBuilder;
import io.hindsight.scoring.evaluation.data.Selection;
import io.hindsight.scoring.evaluation.data.Weighting;
import io.hindsight.scoring.evaluation.protocol.Whole;
import io.hindsight.scoring.model.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An evaluation asks models with what a server would ask them with. */
class EvaluationFoldsAlikeTest {
  private static final long DAY = 86_400_000;
  private static final int ITEMS = 12;
  private static final int USERS = 5;

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

  @Test
  void aFileWithTypesIsTheSameTrainingDataAndHistoriesAsOnAServer() {
    for (long seed = 1; seed <= 60; seed++) {
      for (boolean decays : new boolean[] {false, true}) {
        assertSameTraining(seed, decays);
      }
    }
  }

  private static void assertSameTraining(long seed, boolean decays) {
    var random = new SplittableRandom(seed);
    Map<String, String> settings = new TreeMap<>();
    settings.put("weight.view", "" + random.nextInt(3) * 0.25);
    settings.put("weight.dwell", "" + random.nextInt(4));
    settings.put("weight.rating", "" + random.nextInt(9));
    settings.put("weight.rating.best", "" + (4 + random.nextInt(3)));
    if (decays) {
      settings.put("weight.half-life-days", "2");
    }
    WeightTable table = WeightTable.parse(settings);
    var selection = new Selection(Double.NaN, Weighting.TYPE, 1, 1, table.decay(), table.cap());
    var file = new InteractionsBuilder(selection);
    var rows = new TasteRows(table, file);
    List<Logged> log = log(random, decays);
    log.forEach(one -> rows.add("u" + one.user, id(one.item), one.type, one.value, one.time));
    Interactions data = file.build();
    long newest = newest(table, log, -1);
    String which = "seed %d, decays %s, %s".formatted(seed, decays, settings);
    var server = TrainingDataBuilder.over(idsOf(data));
    for (int user = 0; user < USERS; user++) {
      History served = renumbered(fold(table, log, user, newest), data);
      server.user(served.items(), served.weights(), served.times());
      int number = data.userOf("u" + user);
      if (number < 0) {
        assertThat(served.size()).as(which).isZero();
        continue;
      }
      History own = renumbered(fold(table, log, user, newest(table, log, user)), data);
      assertThat(described(Whole.history(data, number))).as(which).isEqualTo(described(own));
    }
    assertThat(Whole.training(data)).as(which).satisfies(whole -> alike(whole, server.build()));
  }

  /** An interaction of a log. */
  private record Logged(int user, int item, InteractionType type, float value, long time) {}

  /** With a decay, the newest of each person and of all is with an item that nobody dislikes. */
  private static List<Logged> log(SplittableRandom random, boolean decays) {
    InteractionType[] types = InteractionType.values();
    List<Logged> log = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      InteractionType type = types[random.nextInt(types.length)];
      float value = type == InteractionType.DWELL ? random.nextInt(300) : 1 + random.nextInt(5);
      log.add(new Logged(random.nextInt(USERS), random.nextInt(ITEMS), type, value, i * DAY / 8));
    }
    for (int user = 0; decays && user < USERS; user++) {
      log.add(new Logged(user, ITEMS, InteractionType.PURCHASE, 1, 20 * DAY + user));
    }
    return log;
  }

  private static History fold(WeightTable table, List<Logged> log, int user, long newest) {
    TasteFold fold = new TasteFold(table).until(newest);
    log.stream()
        .filter(one -> one.user == user)
        .forEach(one -> fold.add(one.item, one.type, one.value, one.time));
    return fold.history();
  }

  /**
   * @param user all for less than 0
   */
  private static long newest(WeightTable table, List<Logged> log, int user) {
    return log.stream()
        .filter(one -> user < 0 || one.user == user)
        .filter(one -> table.counts(one.type, one.value))
        .mapToLong(Logged::time)
        .max()
        .orElse(0);
  }

  private static History renumbered(History history, Interactions data) {
    int[] items =
        Arrays.stream(history.items()).map(item -> data.items().indexOf(id(item))).toArray();
    return new History(items, history.weights(), history.times());
  }

  private static List<String> idsOf(Interactions data) {
    return IntStream.range(0, data.items().size()).mapToObj(data.items()::id).toList();
  }

  /** Whatever the order: what weighs nothing is in the order of the one, and not of the other. */
  private static Set<String> described(History history) {
    Set<String> entries = new TreeSet<>();
    for (int i = 0; i < history.size(); i++) {
      entries.add(
          "%d %s %d".formatted(history.items()[i], history.weights()[i], history.times()[i]));
    }
    return entries;
  }

  private static void alike(TrainingData one, TrainingData other) {
    assertThat(one.users()).isEqualTo(other.users());
    assertThat(one.pairs()).isEqualTo(other.pairs());
    for (int user = 0; user <= one.users(); user++) {
      assertThat(one.byUser().start(user)).isEqualTo(other.byUser().start(user));
    }
    for (int at = 0; at < one.pairs(); at++) {
      assertThat(one.byUser().column(at)).isEqualTo(other.byUser().column(at));
      assertThat(one.byUser().weight(at)).isEqualTo(other.byUser().weight(at));
    }
  }

  private static String id(int item) {
    return "item%02d".formatted(item);
  }
}
