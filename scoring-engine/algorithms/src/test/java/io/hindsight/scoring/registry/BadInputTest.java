package io.hindsight.scoring.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes of data and histories that make little sense: an error that helps, or a model. */
class BadInputTest {

  /** Data that a model can be asked to learn from. */
  enum Given {
    NO_DATA(TrainingDataBuilder.over(List.of()).build()),
    ITEMS_AND_NOBODY(TrainingDataBuilder.over(List.of("a", "b")).build()),
    ONE_USER(baskets(Map.of("a", 1f, "b", 2f))),
    ONE_ITEM(baskets(Map.of("a", 1f), Map.of("a", 3f))),
    ONE_PAIR(baskets(Map.of("a", 1f))),
    EVERYBODY_HAS_EVERYTHING(Baskets.of(Map.of("a", 1f, "b", 1f, "c", 1f), 9).data()),
    NOBODY_SHARES_AN_ITEM(baskets(Map.of("a", 1f), Map.of("b", 1f), Map.of("c", 1f))),
    AN_ITEM_THAT_NOBODY_HAS(
        TrainingDataBuilder.over(List.of("a", "b", "c"))
            .user(new int[] {0, 1}, new float[] {1, 1}, new long[] {1, 2})
            .user(new int[] {0, 1}, new float[] {1, 2}, new long[] {1, 2})
            .build()),
    NO_TIMES(
        TrainingDataBuilder.over(List.of("a", "b"))
            .user(new int[] {0, 1}, new float[] {1, 1})
            .user(new int[] {0, 1}, new float[] {1, 2})
            .build()),
    TINY_WEIGHTS(baskets(Map.of("a", 1e-38f, "b", 1e-38f), Map.of("a", 2e-38f, "c", 1e-38f))),
    HUGE_WEIGHTS(baskets(Map.of("a", 1e30f, "b", 9e29f), Map.of("a", 8e29f, "c", 1e30f))),
    WEIGHTS_FAR_APART(baskets(Map.of("a", 1e30f, "b", 1e30f), Map.of("a", 1e-38f, "c", 1e-38f)));

    private static final Set<String> NEEDS_TIMES =
        Set.of("markov-chain", "recently-popular", "blend by ranks");

    private final TrainingData data;

    Given(TrainingData data) {
      this.data = data;
    }

    @SafeVarargs
    private static TrainingData baskets(Map<String, Float>... people) {
      return new Baskets(List.of(people)).data();
    }

    /** What a refusal has to say, where it is allowed. */
    private String allowed(Variant variant) {
      return switch (this) {
        case NO_TIMES -> NEEDS_TIMES.contains(variant.name()) ? "have no times" : "";
        case WEIGHTS_FAR_APART, TINY_WEIGHTS, HUGE_WEIGHTS -> "weights|regularization|is NaN";
        default -> "";
      };
    }
  }

  static Stream<Variant> variants() {
    return Variant.all().stream();
  }

  static Stream<Arguments> cases() {
    return Arrays.stream(Given.values())
        .flatMap(given -> variants().map(variant -> Arguments.of(given, variant)));
  }

  private static History all(ItemModel model, float weight) {
    int[] items = IntStream.range(0, model.items().size()).toArray();
    float[] weights = new float[items.length];
    Arrays.fill(weights, weight);
    return new History(items, weights);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void itLearnsWithFiniteScoresOrSaysWhatIsWrong(Given given, Variant variant) throws IOException {
    ModelArtifact trained;
    try {
      trained = variant.train(given.data, 2);
    } catch (IllegalArgumentException refused) {
      assertThat(given.allowed(variant)).as("%s", refused).isNotEmpty();
      assertThat(refused.getMessage()).containsPattern(given.allowed(variant));
      return;
    }
    assertThat(trained.model().items().size()).isEqualTo(given.data.items().size());
    requireSound(trained.model());
    ModelArtifact stored = ModelArtifact.read(trained.bytes(), Variant.REGISTRY);
    assertThat(stored.bytes()).isEqualTo(trained.bytes());
  }

  private static void requireSound(ItemModel model) {
    int items = model.items().size();
    History history = all(model, 1);
    for (float score : Variant.scores(model, History.EMPTY)) {
      assertThat(score).isFinite();
    }
    float[] scores;
    try {
      scores = Variant.scores(model, history);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("too far from those");
      return;
    }
    for (float score : scores) {
      assertThat(score).isFinite();
    }
    assertThat(model.explain(history, history.items(), 3)).hasSize(items);
    for (int item = 0; item < items; item++) {
      Scores similar = new Scores(items);
      model.similar(item, similar);
      for (int other = 0; other < items; other++) {
        assertThat(similar.get(other)).isBetween(0f, 1f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aPairThatIsThereTwiceIsOneWithTheSumOfItsWeights(Variant variant) {
    List<String> ids = List.of("a", "b", "c", "d");
    var twice = TrainingDataBuilder.over(ids);
    var once = TrainingDataBuilder.over(ids);
    for (int user = 0; user < 6; user++) {
      int other = 1 + user % 3;
      twice.user(new int[] {other, 0, other}, new float[] {1, 2, 3}, new long[] {9, 7, 8});
      once.user(new int[] {0, other}, new float[] {2, 4}, new long[] {7, 9});
    }
    assertThat(variant.train(twice.build(), 1).bytes())
        .isEqualTo(variant.train(once.build(), 1).bytes());
  }

  /** Items of the camp come first, though no camp has as many items or people as factors. */
  @ParameterizedTest
  @MethodSource("variants")
  void moreFactorsAndNeighboursThanItemsStillTellTwoCampsApart(Variant given) {
    if (given.algorithm().endsWith("-popular")) {
      return;
    }
    Variant variant =
        switch (given.algorithm()) {
          case "als", "gf-cf" -> given.with(Map.of("factors", "64"));
          case "bpr" -> given.with(Map.of("factors", "64", "epochs", "300"));
          case "blend" ->
              given.name().equals("blend") ? given.with(Map.of("als.factors", "64")) : given;
          default -> given;
        };
    Map<String, Float> one = Map.of("a", 1f, "b", 1f, "c", 1f);
    Map<String, Float> two = Map.of("d", 1f, "e", 1f, "f", 1f);
    List<Map<String, Float>> few = List.of(one, one, two, two);
    List<Map<String, Float>> many =
        Stream.concat(few.stream(), Stream.concat(few.stream(), few.stream())).toList();
    for (List<Map<String, Float>> people : List.of(few, many)) {
      ItemModel model = variant.train(new Baskets(people).data(), 1).model();
      float[] scores = Variant.scores(model, new History(new int[] {0}, new float[] {1}));
      float own = Math.max(scores[1], scores[2]);
      assertThat(own).as("of %d people", people.size()).isPositive();
      assertThat(own).isGreaterThan(Math.max(scores[3], Math.max(scores[4], scores[5])));
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aHistoryInOtherNumbersThanTheModelsIsRefused(Variant variant) {
    ItemModel model = variant.train(Given.EVERYBODY_HAS_EVERYTHING.data, 1).model();
    for (int wrong : new int[] {-1, 3, Integer.MAX_VALUE}) {
      History history = new History(new int[] {1, wrong}, new float[] {1, 1});
      assertThatThrownBy(() -> model.score(history, new Scores(3)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("entry 1 of the history is item " + wrong + ", the model has 3");
      assertThatThrownBy(() -> model.explain(history, new int[] {0}, 3))
          .hasMessageContaining("number items by its items()");
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aHistoryOfOtherMagnitudeMakesFiniteScoresOrAnError(Variant variant) {
    TrainingData data = variant.data(3);
    ItemModel model = variant.train(data, 1).model();
    for (float weight : new float[] {Float.MIN_VALUE, 1e-30f, 1e10f, 1e30f}) {
      try {
        for (float score : Variant.scores(model, all(model, weight))) {
          assertThat(score).isFinite();
        }
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("too far from those");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void tooFewThreadsAreRefusedOrNotNeeded(Variant variant) {
    TrainingData data = Given.EVERYBODY_HAS_EVERYTHING.data;
    try {
      variant.train(data, 0);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("threads must be at least 1, was 0");
    }
  }
}
