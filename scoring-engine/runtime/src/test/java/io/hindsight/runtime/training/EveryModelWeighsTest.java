package io.hindsight.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.runtime.serving.MemoryLog;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import io.hindsight.scoring.registry.Algorithm;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.ModelArtifact;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights of types and their decay, from a log to each model of the registry. */
class EveryModelWeighsTest {
  private static final AlgorithmRegistry REGISTRY = AlgorithmRegistry.standard();
  private static final Instant OPENING = Instant.parse("2026-03-01T00:00:00Z");
  private static final InteractionType[] TYPES = InteractionType.values();
  private static final int PEOPLE = 14;

  /** Enough of a model, and soon there. */
  private static final Map<String, Map<String, String>> SMALL =
      Map.of(
          "als", Map.of("factors", "8", "sweeps", "100"),
          "bpr", Map.of("factors", "8", "epochs", "60", "regularization", "0.001"),
          "gf-cf", Map.of("factors", "8"),
          "slim", Map.of("l1", "0.05", "l2", "1"),
          "ease", Map.of("l2", "5"),
          "recently-popular", Map.of("halfLife", "10000"),
          "blend", Map.of("als.factors", "8", "als.sweeps", "100", "slim.l1", "0.05"));

  static Stream<String> names() {
    return REGISTRY.names().stream();
  }

  private static ItemModel train(String name, TrainingData data) {
    Algorithm algorithm = REGISTRY.get(name);
    return algorithm.train(data, algorithm.settings(SMALL.getOrDefault(name, Map.of())), 3, 2);
  }

  private static byte[] bytes(String name, TrainingData data) {
    return new ModelArtifact(name, Map.of(), train(name, data)).bytes();
  }

  private static TrainingData read(MemoryLog log, Map<String, String> weights) {
    return TrainingReader.read(log, log.head(), WeightTable.parse(weights)).data();
  }

  private static InteractionRecorded did(
      int id, int person, String item, InteractionType type, Instant at, double value) {
    return new InteractionRecorded(
        new InteractionId("i-" + id),
        new SubjectId("subject-" + person),
        new ItemId(item),
        type,
        at,
        null,
        null,
        null,
        type == InteractionType.RATING ? value : null,
        type == InteractionType.DWELL ? value * 40 : null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Everybody buys something first, so that people come in the same order whoever is left out. */
  private static MemoryLog shop(Predicate<InteractionRecorded> kept) {
    MemoryLog log = new MemoryLog();
    Random random = new Random(17);
    Instant now = OPENING;
    for (int i = 0; i < 900; i++) {
      now = now.plus(Duration.ofMinutes(random.nextInt(90)));
      boolean first = i < PEOPLE;
      int person = first ? i : random.nextInt(PEOPLE);
      String item = "item-" + random.nextInt(20);
      InteractionType type = TYPES[random.nextInt(TYPES.length)];
      double value = 3 + random.nextInt(3);
      var event = did(i, person, item, first ? InteractionType.PURCHASE : type, now, value);
      if (first || kept.test(event)) {
        log.append(now, event);
      }
    }
    return log;
  }

  @ParameterizedTest
  @MethodSource("names")
  void aWeightOfZeroIsAsIfNobodyHadDoneThat(String name) {
    Map<String, String> decay = Map.of("weight.half-life-days", "5");
    Map<String, String> zero =
        Map.of("weight.half-life-days", "5", "weight.view", "0", "weight.dwell", "0");
    TrainingData all = read(shop(event -> true), decay);
    TrainingData weighed = read(shop(event -> true), zero);
    TrainingData left =
        read(
            shop(
                event ->
                    event.type() != InteractionType.VIEW && event.type() != InteractionType.DWELL),
            decay);
    assertThat(bytes(name, weighed)).isEqualTo(bytes(name, left)).isNotEqualTo(bytes(name, all));
  }

  /** Ratings from 3 up, that is: those below are dislikes, whatever ratings weigh. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DISMISS", "PURCHASE"})
  void eachTypeCanBeLeftOut(InteractionType type) {
    Map<String, String> zero = Map.of("weight." + type.wireName(), "0");
    byte[] weighed = bytes("markov-chain", read(shop(event -> true), zero));
    byte[] left = bytes("markov-chain", read(shop(event -> event.type() != type), Map.of()));
    assertThat(weighed).isEqualTo(left);
    assertThat(weighed).isNotEqualTo(bytes("markov-chain", read(shop(event -> true), Map.of())));
  }

  /** Who met the anvil bought birdseed after it long ago, and catapults of late. */
  @ParameterizedTest
  @MethodSource("names")
  void aDecayTurnsScoresToWhatIsRecent(String name) {
    MemoryLog log = new MemoryLog();
    for (int i = 0; i < 24; i++) {
      boolean late = i >= 12;
      Instant at = OPENING.plus(Duration.ofDays(late ? 60 : 0));
      log.append(at, did(2 * i, i, "anvil", InteractionType.PURCHASE, at, 0));
      Instant next = at.plus(Duration.ofMinutes(5));
      String then = late ? "catapult" : "birdseed";
      log.append(at, did(2 * i + 1, i, then, InteractionType.PURCHASE, next, 0));
    }
    double without = recentAboveOld(name, read(log, Map.of()));
    double with = recentAboveOld(name, read(log, Map.of("weight.half-life-days", "20")));
    assertThat(with).isGreaterThan(0.01).isGreaterThan(without + 0.01);
  }

  /** By how much the catapult is above the birdseed for whoever met the anvil, -1 to 1. */
  private static double recentAboveOld(String name, TrainingData data) {
    ItemModel model = train(name, data);
    Scores scores = new Scores(model.items().size());
    int anvil = model.items().indexOf("anvil");
    model.score(new History(new int[] {anvil}, new float[] {1}), scores);
    double recent = scores.get(model.items().indexOf("catapult"));
    double old = scores.get(model.items().indexOf("birdseed"));
    assertThat(Math.abs(recent) + Math.abs(old)).isPositive();
    return (recent - old) / (Math.abs(recent) + Math.abs(old));
  }
}
