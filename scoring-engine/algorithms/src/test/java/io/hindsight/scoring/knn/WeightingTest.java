package io.hindsight.scoring.knn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.given.Baskets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class WeightingTest {

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void jaccardAgreesWithTheSetsOfPeople(@ForAll long seed) {
    Baskets baskets = Baskets.random(seed);
    TrainingData data = baskets.data();
    int items = data.items().size();
    ItemKnnModel model =
        new ItemKnnTrainer(
                new ItemKnnConfig(
                    items, 2, 1_000, Similarity.JACCARD, Weighting.NONE, NeighboursOf.HISTORY))
            .train(data, 1);
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        String one = data.items().id(i);
        String two = data.items().id(j);
        double both = 0;
        double either = 0;
        for (Map<String, Float> user : baskets.users()) {
          both += user.containsKey(one) && user.containsKey(two) ? 1 : 0;
          either += user.containsKey(one) || user.containsKey(two) ? 1 : 0;
        }
        double expected = i == j || both == 0 ? 0 : both / either * both / (both + 2);
        assertThat((double) model.similarity(i, j)).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void weightsAgreeWithTheFormulas(@ForAll long seed) {
    Baskets baskets = Baskets.random(seed);
    TrainingData data = baskets.data();
    Map<String, Double> totals = new HashMap<>();
    baskets
        .users()
        .forEach(user -> user.forEach((item, r) -> totals.merge(item, (double) r, Double::sum)));
    double mean = totals.values().stream().mapToDouble(d -> d).average().orElseThrow();
    TrainingData byBm25 = Weighting.BM25.of(data);
    TrainingData byTfIdf = Weighting.TF_IDF.of(data);
    for (int user = 0; user < data.users(); user++) {
      int start = data.byUser().start(user);
      double idf = Math.log(1 + (double) totals.size() / data.byUser().length(user));
      for (int at = start; at < data.byUser().start(user + 1); at++) {
        double r = data.byUser().weight(at);
        double length = totals.get(data.items().id(data.byUser().column(at))) / mean;
        double bm25 = r * 2.2 / (r + 1.2 * (0.25 + 0.75 * length)) * idf;
        assertThat((double) byBm25.byUser().weight(at)).isCloseTo(bm25, within(1e-5));
        assertThat((double) byTfIdf.byUser().weight(at)).isCloseTo(r * idf, within(1e-4));
      }
    }
  }

  @Example
  void bm25CountsAPersonWithFewItemsMore() {
    TrainingData data =
        new Baskets(
                List.of(
                    Map.of("a", 1f, "b", 1f),
                    Map.of("a", 1f, "c", 1f, "d", 1f, "e", 1f, "f", 1f),
                    Map.of("b", 1f),
                    Map.of("c", 1f)))
            .data();
    for (Weighting weighting : List.of(Weighting.BM25, Weighting.TF_IDF)) {
      ItemKnnModel model =
          new ItemKnnTrainer(
                  new ItemKnnConfig(9, 0, 99, Similarity.COSINE, weighting, NeighboursOf.HISTORY))
              .train(data, 1);
      assertThat(model.similarity(0, 1)).isGreaterThan(model.similarity(0, 2));
    }
  }
}
