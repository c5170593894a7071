package io.hindsight.scoring.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.data.TrainingDataBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlgorithmRegistryTest {
  private static final String GOLDEN = "/golden/item-knn-1.model";
  private static final String GOLDEN_HASH =
      "bafec6efb73be70716fa02ca9f1c341f7a915bc6661b046044e9a601089b934a";

  private final AlgorithmRegistry registry = AlgorithmRegistry.standard();

  private ModelArtifact trained() {
    var builder = TrainingDataBuilder.over(List.of("anvil", "birdseed", "catapult", "dynamite"));
    builder.user(new int[] {0, 1, 2}, new float[] {1, 5, 3});
    builder.user(new int[] {0, 2}, new float[] {2.25f, 4});
    builder.user(new int[] {1, 2, 3}, new float[] {1, 1, 0.5f});
    Algorithm algorithm = registry.get("item-knn");
    Map<String, String> settings = algorithm.settings(Map.of("neighbours", "2"));
    return new ModelArtifact(
        "item-knn", settings, algorithm.train(builder.build(), settings, 1, 1));
  }

  @Test
  void aModelTrainedTodayIsTheGoldenOne() throws IOException {
    byte[] bytes = trained().bytes();
    if (Boolean.getBoolean("hindsight.golden")) {
      Files.write(Path.of("src/test/resources" + GOLDEN), bytes);
    }
    assertThat(bytes).isEqualTo(golden());
    assertThat(ModelArtifact.hash(bytes)).isEqualTo(GOLDEN_HASH);
  }

  @Test
  void theGoldenFileLoads() throws IOException {
    ModelArtifact loaded = ModelArtifact.read(golden(), registry);
    assertThat(loaded.settings())
        .isEqualTo(Map.of("neighbours", "2", "shrinkage", "10.0", "longestRow", "5000"));
    assertThat(loaded.model().similarity(0, 2)).isEqualTo(trained().model().similarity(0, 2));
    assertThat(loaded.model().items().indexOf("dynamite")).isEqualTo(3);
  }

  @Test
  void damagedAndForeignFilesAreRefused() throws IOException {
    byte[] golden = golden();
    for (int length : new int[] {0, 3, 8, 40, golden.length - 1}) {
      assertThatThrownBy(
              () -> ModelArtifact.read(java.util.Arrays.copyOf(golden, length), registry))
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(
            () -> ModelArtifact.read(java.util.Arrays.copyOf(golden, golden.length + 1), registry))
        .hasMessageContaining("more bytes");
    byte[] newer = golden.clone();
    newer[7] = 9;
    assertThatThrownBy(() -> ModelArtifact.read(newer, registry)).hasMessageContaining("version 9");
    assertThatThrownBy(() -> ModelArtifact.read(golden, new AlgorithmRegistry(List.of())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no algorithm item-knn");
  }

  @Test
  void anUnknownSettingNamesThoseThereAre() {
    assertThatThrownBy(() -> registry.get("item-knn").settings(Map.of("neighbors", "3")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("[neighbors]")
        .hasMessageContaining(
            "[longestRow, neighbours, neighboursOf, shrinkage, similarity, weighting]");
  }

  @Test
  void aSettingThatIsNoNumberIsNamed() {
    assertThatThrownBy(() -> registry.get("item-knn").settings(Map.of("shrinkage", "much")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("item-knn: shrinkage must be a number, was much");
    assertThatThrownBy(() -> registry.get("item-knn").settings(Map.of("neighbours", "0")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("1..10000");
  }

  @Test
  void whatIsFoundForTheDataIsCalledAuto() {
    Algorithm als = AlgorithmRegistry.standard().get("als");
    assertThat(als.settings(Map.of())).containsEntry("alpha0", "auto");
    assertThat(als.settings(Map.of("alpha0", " auto "))).containsEntry("alpha0", "auto");
    assertThat(als.settings(Map.of("alpha0", "0.25"))).containsEntry("alpha0", "0.25");
    assertThatThrownBy(() -> als.settings(Map.of("alpha0", "-1")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("als: alpha0 must not be -1; auto finds it");
  }

  @Test
  void anUnknownAlgorithmNamesThoseThereAre() {
    assertThatThrownBy(() -> registry.get("oracle")).hasMessageContaining("item-knn");
  }

  private static byte[] golden() throws IOException {
    try (InputStream in = AlgorithmRegistryTest.class.getResourceAsStream(GOLDEN)) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  @Test
  void aChoiceIsNamedByItsWordAndLeftOutWhereItIsTheDefault() {
    Algorithm algorithm = registry.get("item-knn");
    assertThat(algorithm.settings(Map.of("weighting", "tf-idf", "similarity", "cosine")))
        .containsEntry("weighting", "tf-idf")
        .doesNotContainKey("similarity");
    assertThatThrownBy(() -> algorithm.settings(Map.of("similarity", "COSINE")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("item-knn: similarity must be one of [cosine, jaccard], was COSINE");
  }

  @Test
  void everySettingIsToldAlsoWhereProvenanceLeavesItOut() {
    AlgorithmRegistry registry = AlgorithmRegistry.standard();
    assertThat(registry.get("item-knn").everySetting(Map.of("neighbours", "7")))
        .containsEntry("neighbours", "7")
        .containsEntry("similarity", "cosine")
        .containsEntry("weighting", "none")
        .containsEntry("neighboursOf", "history")
        .hasSize(6);
    assertThat(registry.get("item-knn").everySetting(Map.of("similarity", "jaccard")))
        .containsEntry("similarity", "jaccard");
    assertThat(
            registry
                .get("blend")
                .everySetting(Map.of("of", "als+item-knn", "item-knn.weighting", "bm25")))
        .containsEntry("fusion", "scores")
        .containsEntry("item-knn.weighting", "bm25")
        .containsEntry("item-knn.similarity", "cosine")
        .containsEntry("als.factors", "64");
    for (String name : registry.names()) {
      Algorithm algorithm = registry.get(name);
      assertThat(algorithm.everySetting(Map.of()))
          .as(name)
          .containsAllEntriesOf(algorithm.settings(Map.of()));
      // What is told can be given again.
      assertThat(algorithm.settings(algorithm.everySetting(Map.of())))
          .as(name)
          .isEqualTo(algorithm.settings(Map.of()));
    }
  }
}
