package io.hindsight.scoring.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.profiles.ProfileModel;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes that docs/models.md says a model takes, where it is stored and in memory: numbers in
 * flat arrays, and nothing else that grows with items or people.
 */
class ModelMemoryTest {
  /** Settings, sizes and the like: what does not grow. */
  private static final double ROOM = 300;

  static Stream<Variant> variants() {
    return Variant.all().stream()
        .filter(variant -> !variant.algorithm().equals("blend"))
        .map(
            variant ->
                new Variant(variant.name(), variant.algorithm(), variant.settings(), 400, 500));
  }

  /**
   * @param stored bytes without ids
   * @param kept bytes of numbers in memory
   */
  private record Bytes(double stored, double kept) {
    static Bytes of(double stored, double kept) {
      return new Bytes(stored, kept);
    }
  }

  /** As in the table of docs/models.md: n items, d factors, w of them rounded up to eights. */
  private static Bytes documented(ModelArtifact artifact, double entries, double profiles) {
    double n = artifact.model().items().size();
    double d = Integer.parseInt(artifact.settings().getOrDefault("factors", "0"));
    double w = Math.ceil(d / 8) * 8;
    return switch (artifact.algorithm()) {
      case "most-popular" -> Bytes.of(4 * n, 4 * n);
      case "ease" -> Bytes.of(4 * n * n, 4 * n * n);
      case "slim", "rp3beta", "markov-chain" -> Bytes.of(4 * n + 8 * entries, 4 * n + 8 * entries);
      case "item-knn" -> {
        double k = Integer.parseInt(artifact.settings().get("neighbours"));
        yield Bytes.of(4 * n + 8 * entries, 4 * n + 8 * k * n);
      }
      case "als" -> Bytes.of(4 * d * n, 8 * w * n + 4 * n + 4 * w * w);
      case "bpr" -> Bytes.of(4 * (d + 1) * n, 8 * w * n + 8 * n);
      case "gf-cf" -> Bytes.of(8 * entries + (8 + 4 * d) * n, 8 * entries + (8 + 8 * w) * n);
      case "user-knn", "session-knn" ->
          Bytes.of(8 * entries + 4 * n + 4 * profiles, 20 * entries + 16 * n + 12 * profiles);
      default -> throw new AssertionError("no formula of " + artifact.algorithm());
    };
  }

  @ParameterizedTest
  @MethodSource("variants")
  void bytesAreThoseDocumentedAndGrowWithItemsOnly(Variant variant) {
    TrainingData data = variant.data(9);
    ModelArtifact artifact = variant.train(data, 2);
    ItemModel model = artifact.model();
    long stored = artifact.bytes().length;
    for (int item = 0; item < model.items().size(); item++) {
      stored -= 2 + model.items().id(item).getBytes(StandardCharsets.UTF_8).length;
    }
    Footprint kept = Footprint.of(model);
    Bytes documented =
        model instanceof ProfileModel profiles
            ? documented(artifact, entries(variant, data, profiles, stored), profiles.profiles())
            : documented(artifact, entries(model), 0);
    // 20 bytes for each 8 of what is stored, the header among them.
    double room = model instanceof ProfileModel ? ROOM * 20 / 8 : 16;
    assertThat((double) stored).isCloseTo(documented.stored(), within(ROOM));
    assertThat((double) kept.numbers()).isCloseTo(documented.kept(), within(room));
    assertThat(kept.others()).as("objects").isLessThan(20);
    // Rows of EASE; columns of 512 items of factors.
    assertThat(kept.arrays()).as("arrays").isLessThanOrEqualTo(model.items().size() + 40);
  }

  /** How many pairs of items a model has something to say about. */
  private static double entries(ItemModel model) {
    int items = model.items().size();
    int entries = 0;
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        entries += i != j && model.similarity(i, j) > 0 ? 1 : 0;
      }
    }
    return entries;
  }

  /** Of single people, all pairs; of groups, as many as fill what is stored. */
  private static double entries(
      Variant variant, TrainingData data, ProfileModel model, long stored) {
    if (variant.settings().getOrDefault("group", "").equals("1")) {
      assertThat(model.profiles()).isEqualTo(data.users());
      return data.pairs();
    }
    double entries = (stored - 4.0 * (model.items().size() + model.profiles())) / 8;
    assertThat(entries).isBetween(data.pairs() / 4.0, (double) data.pairs());
    return entries;
  }
}
