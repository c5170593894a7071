package io.hindsight.scoring.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.profiles.ProfileModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
      case "most-popular", "recently-popular" -> Bytes.of(4 * n, 4 * n);
      case "ease" -> Bytes.of(4 * n * n, 4 * n * n);
      case "slim", "rp3beta", "markov-chain" -> Bytes.of(4 * n + 8 * entries, 4 * n + 8 * entries);
      case "item-knn" -> {
        double k = Integer.parseInt(artifact.settings().get("neighbours"));
        boolean turned = artifact.settings().containsKey("neighboursOf");
        yield Bytes.of(4 * n + 8 * entries, 4 * n + 8 * k * n + (turned ? 8 * n + 8 * entries : 0));
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
    List<Variant> parts = parts(variant);
    double stored = 0;
    double numbers = 0;
    double room = 0;
    for (Variant part : parts) {
      ModelArtifact alone = part.train(data, 2);
      Bytes bytes = documented(part, data, alone);
      stored += bytes.stored();
      numbers += bytes.kept();
      // 20 bytes for each 8 of what is stored, the header among them.
      room += alone.model() instanceof ProfileModel ? ROOM * 20 / 8 : 16;
    }
    int items = artifact.model().items().size();
    Footprint kept = Footprint.of(artifact.model());
    assertThat((double) withoutIds(artifact, parts.size()))
        .isCloseTo(stored, within(ROOM * parts.size()));
    assertThat((double) kept.numbers()).isCloseTo(numbers, within(room));
    assertThat(kept.others()).as("objects").isLessThan(20 * parts.size());
    // Rows of EASE; columns of 512 items of factors.
    assertThat(kept.arrays()).as("arrays").isLessThanOrEqualTo((items + 40) * parts.size());
  }

  /** A blend's, which holds each as it would be alone; or the one there is. */
  private static List<Variant> parts(Variant variant) {
    if (!variant.algorithm().equals("blend")) {
      return List.of(variant);
    }
    Map<String, String> settings = Variant.REGISTRY.get("blend").settings(variant.settings());
    return Stream.of(settings.get("of").split("\\+"))
        .map(name -> new Variant(name, name, of(name, settings), variant.items(), variant.people()))
        .toList();
  }

  private static Map<String, String> of(String part, Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(setting -> setting.getKey().startsWith(part + "."))
        .collect(
            Collectors.toMap(
                setting -> setting.getKey().substring(part.length() + 1), Map.Entry::getValue));
  }

  private static long withoutIds(ModelArtifact artifact, int copies) {
    long stored = artifact.bytes().length;
    ItemIndex items = artifact.model().items();
    for (int item = 0; item < items.size(); item++) {
      stored -= (2L + items.id(item).getBytes(StandardCharsets.UTF_8).length) * copies;
    }
    return stored;
  }

  private static Bytes documented(Variant variant, TrainingData data, ModelArtifact artifact) {
    return artifact.model() instanceof ProfileModel profiles
        ? documented(
            artifact,
            entries(variant, data, profiles, withoutIds(artifact, 1)),
            profiles.profiles())
        : documented(artifact, entries(artifact.model()), 0);
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
