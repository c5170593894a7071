package io.hindsight.scoring.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.Factorized;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each algorithm of the registry. A new one is here as soon as it is registered. */
class EveryAlgorithmTest {
  private static final AlgorithmRegistry REGISTRY = AlgorithmRegistry.standard();

  static Stream<String> names() {
    return REGISTRY.names().stream();
  }

  private static ModelArtifact train(String name, TrainingData data, int threads) {
    Algorithm algorithm = REGISTRY.get(name);
    Map<String, String> settings = algorithm.settings(Variant.small(name));
    return new ModelArtifact(name, settings, algorithm.train(data, settings, 7, threads));
  }

  private static History all(ItemModel model) {
    int[] items = IntStream.range(0, model.items().size()).toArray();
    float[] weights = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      weights[i] = 1 + i % 4;
    }
    return new History(items, weights);
  }

  private static TrainingData golden() {
    var builder = TrainingDataBuilder.over(List.of("anvil", "birdseed", "catapult", "dynamite"));
    builder.user(new int[] {0, 1, 2}, new float[] {1, 5, 3}, new long[] {30, 10, 20});
    builder.user(new int[] {0, 2}, new float[] {2.25f, 4}, new long[] {5, 5});
    builder.user(new int[] {1, 2, 3}, new float[] {1, 1, 0.5f}, new long[] {1, 3, 2});
    return builder.build();
  }

  private static byte[] goldenBytes(String name) throws IOException {
    String resource = "/golden/" + name + "-golden.model";
    byte[] today = train(name, golden(), 1).bytes();
    if (Boolean.getBoolean("hindsight.golden")) {
      Files.write(Path.of("src/test/resources" + resource), today);
      return today;
    }
    try (InputStream in = EveryAlgorithmTest.class.getResourceAsStream(resource)) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aModelTrainedTodayIsTheGoldenOneAndLoads(String name) throws IOException {
    byte[] golden = goldenBytes(name);
    ModelArtifact today = train(name, golden(), 1);
    assertThat(today.bytes()).isEqualTo(golden);
    ModelArtifact loaded = ModelArtifact.read(golden, REGISTRY);
    assertThat(loaded.bytes()).isEqualTo(golden);
    History history = all(today.model());
    assertThat(Variant.scores(loaded.model(), history))
        .isEqualTo(Variant.scores(today.model(), history));
    assertThat(today.model() instanceof Factorized).isEqualTo(REGISTRY.get(name).factorizes());
  }

  @ParameterizedTest
  @MethodSource("names")
  void aDamagedFileIsRefused(String name) throws IOException {
    byte[] golden = goldenBytes(name);
    for (int cut = 1; cut < golden.length; cut += 7) {
      byte[] shorter = Arrays.copyOf(golden, golden.length - cut);
      assertThatThrownBy(() -> ModelArtifact.read(shorter, REGISTRY))
          .isInstanceOf(IOException.class);
    }
    byte[] longer = Arrays.copyOf(golden, golden.length + 1);
    assertThatThrownBy(() -> ModelArtifact.read(longer, REGISTRY))
        .hasMessageContaining("more bytes");
  }

  static Stream<Variant> variants() {
    return Variant.all().stream();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theScoresAreWhatTheirPartsAddUpTo(Variant variant) {
    ItemModel model = variant.train(variant.data(11), 2).model();
    History history =
        new History(
            new int[] {3, 17, 5, 40, 21},
            new float[] {1, 0.5f, 4, 2, 3},
            new long[] {50, 10, 40, 20, 30});
    float[] scores = Variant.scores(model, history);
    int[] items = IntStream.range(0, scores.length).toArray();
    Breakdown parts = model.breakDown(history, items);
    var reasons = model.explain(history, items, history.size());
    double largest = 0;
    for (float score : scores) {
      largest = Math.max(largest, Math.abs(score));
    }
    assertThat(largest).isPositive();
    for (int item : items) {
      double sum = parts.everybody()[item];
      Map<Integer, Float> forIt = new TreeMap<>();
      for (int h = 0; h < history.size(); h++) {
        sum += parts.history()[item][h];
        if (parts.history()[item][h] > 0 && history.items()[h] != item) {
          forIt.put(history.items()[h], parts.history()[item][h]);
        }
      }
      assertThat(sum).as("item %d", item).isCloseTo(scores[item], within(1e-5 * largest));
      assertThat(reasons.get(item)).hasSameSizeAs(forIt.entrySet());
      for (Contribution reason : reasons.get(item)) {
        assertThat(reason.amount()).isEqualTo(forIt.get(reason.item()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void explanationsAreSortedPositiveAndShareTheWhole(String name) {
    ItemModel model = train(name, Baskets.random(5).data(), 1).model();
    History history = all(model);
    int items = model.items().size();
    var explained = model.explain(history, history.items(), items);
    var shortened = model.explain(history, history.items(), 2);
    assertThat(explained).hasSize(items);
    for (int i = 0; i < items; i++) {
      List<Contribution> parts = explained.get(i);
      assertThat(parts)
          .allMatch(part -> part.amount() > 0 && part.share() > 0 && part.share() <= 1 + 1e-9)
          .isSortedAccordingTo(
              Comparator.comparingDouble((Contribution part) -> -part.amount())
                  .thenComparingInt(Contribution::item));
      assertThat(parts).extracting(Contribution::item).doesNotContain(history.items()[i]);
      assertThat(shortened.get(i)).isEqualTo(parts.subList(0, Math.min(2, parts.size())));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void similaritiesLieInZeroToOneAndAreTheSameAskedEitherWay(String name) {
    ItemModel model = train(name, Baskets.random(6).data(), 1).model();
    int items = model.items().size();
    for (int i = 0; i < items; i++) {
      Scores similar = new Scores(items);
      model.similar(i, similar);
      for (int j = 0; j < items; j++) {
        if (i != j) {
          assertThat(model.similarity(i, j)).isBetween(0f, 1f).isEqualTo(similar.get(j));
        }
      }
      for (int at = 0; at < similar.size(); at++) {
        assertThat(similar.item(at)).isNotEqualTo(i);
        assertThat(similar.get(similar.item(at))).isPositive();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void completedSettingsAreAcceptedAndUnknownOnesNamed(String name) {
    Algorithm algorithm = REGISTRY.get(name);
    Map<String, String> complete = algorithm.settings(Map.of());
    assertThat(algorithm.settings(complete)).isEqualTo(complete);
    assertThatThrownBy(() -> algorithm.settings(Map.of("nonsense", "1")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("[nonsense]")
        .hasMessageContaining("it has [");
  }
}
