package io.hindsight.runtime.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.registry.Algorithm;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.ModelArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  @TempDir Path directory;

  private final AlgorithmRegistry registry = AlgorithmRegistry.standard();

  private ModelStore store() {
    return new ModelStore(directory.resolve("models"), registry);
  }

  private ModelArtifact artifact() {
    Algorithm algorithm = registry.get("item-knn");
    var data = TrainingDataBuilder.over(List.of("a", "b"));
    data.user(new int[] {0, 1}, new float[] {1, 2});
    Map<String, String> settings = algorithm.settings(Map.of());
    return new ModelArtifact("item-knn", settings, algorithm.train(data.build(), settings, 0, 1));
  }

  @Test
  void whatWasStoredIsFoundByItsHashAfterARestart() throws IOException {
    String hash = store().put(artifact());
    ModelArtifact found = store().find(hash).orElseThrow();
    assertThat(ModelArtifact.hash(found.bytes())).isEqualTo(hash);
    try (var files = Files.list(directory.resolve("models"))) {
      assertThat(files).containsExactly(directory.resolve("models").resolve(hash + ".model"));
    }
  }

  @Test
  void aDamagedFileCountsAsMissingAndTrainingAgainRepairsIt() throws IOException {
    String hash = store().put(artifact());
    Path file = directory.resolve("models").resolve(hash + ".model");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(store().find(hash)).isEmpty();
    assertThat(store().put(artifact())).isEqualTo(hash);
    assertThat(store().find(hash)).isPresent();
  }

  @Test
  void unknownAndImpossibleHashesAreMissing() {
    assertThat(store().find("0".repeat(64))).isEmpty();
    assertThat(store().find("../../etc/passwd")).isEmpty();
  }
}
