package io.hindsight.scoring.registry;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An algorithm of the registry in one of the ways in which it can compute.
 *
 * @param settings so that small data get a model with something in it
 * @param items of data for which it goes that way, about
 * @param people of such data
 */
record Variant(String name, String algorithm, Map<String, String> settings, int items, int people) {
  static final AlgorithmRegistry REGISTRY = AlgorithmRegistry.standard();

  private static final Map<String, Map<String, String>> SMALL =
      Map.of(
          "ease", Map.of("l2", "2"),
          "als", Map.of("factors", "6", "sweeps", "3"),
          "slim", Map.of("l1", "0.05", "l2", "1"),
          "gf-cf", Map.of("factors", "3"),
          "bpr", Map.of("factors", "5", "epochs", "3"),
          "user-knn", Map.of("group", "2"),
          "session-knn", Map.of("group", "2"),
          "blend", Map.of("of", "als+slim", "als.factors", "4", "als.sweeps", "2"));

  /** Each algorithm as it mostly is, and then the other ways. */
  static List<Variant> all() {
    List<Variant> all = new ArrayList<>();
    for (String name : REGISTRY.names()) {
      all.add(new Variant(name, name, small(name), 90, 120));
    }
    all.add(of("ease over people", "ease", Map.of(), 200, 60));
    // 8·people² + 4·items² bytes are more than a mebibyte, the same in floats is not.
    all.add(of("ease over people in floats", "ease", Map.of("maxMemory", "1"), 320, 300));
    all.add(of("als in blocks", "als", Map.of("factors", "20", "block", "8"), 90, 120));
    all.add(of("item-knn by jaccard", "item-knn", Map.of("similarity", "jaccard"), 90, 120));
    all.add(of("item-knn by bm25", "item-knn", Map.of("weighting", "bm25"), 90, 120));
    all.add(of("item-knn of candidates", "item-knn", Map.of("neighboursOf", "candidate"), 90, 120));
    all.add(of("user-knn of single people", "user-knn", Map.of("group", "1"), 90, 120));
    Map<String, String> ranks = Map.of("of", "ease+markov-chain+user-knn", "fusion", "ranks");
    all.add(new Variant("blend by ranks", "blend", ranks, 90, 120));
    return all;
  }

  private static Variant of(
      String name, String algorithm, Map<String, String> more, int items, int people) {
    Map<String, String> settings = new TreeMap<>(small(algorithm));
    settings.putAll(more);
    return new Variant(name, algorithm, settings, items, people);
  }

  static Map<String, String> small(String algorithm) {
    return SMALL.getOrDefault(algorithm, Map.of());
  }

  /** The same with some other settings. */
  Variant with(Map<String, String> more) {
    Map<String, String> other = new TreeMap<>(settings);
    other.putAll(more);
    return new Variant(name, algorithm, other, items, people);
  }

  TrainingData data(long seed) {
    return Baskets.random(seed, items, people).data();
  }

  ModelArtifact train(TrainingData data, int threads) {
    Algorithm known = REGISTRY.get(algorithm);
    Map<String, String> complete = known.settings(settings);
    return new ModelArtifact(algorithm, complete, known.train(data, complete, 7, threads));
  }

  static float[] scores(ItemModel model, History history) {
    Scores scores = new Scores(model.items().size());
    model.score(history, scores);
    float[] values = new float[model.items().size()];
    for (int i = 0; i < scores.size(); i++) {
      values[scores.item(i)] = scores.get(scores.item(i));
    }
    return values;
  }

  @Override
  public String toString() {
    return name;
  }
}
