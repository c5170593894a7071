package io.hindsight.scoring.knn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.ModelArtifact;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class ItemKnnPropertiesTest {
  private static final ItemKnnConfig CONFIG = new ItemKnnConfig(5, 3, 1_000);
  private static final ItemKnnConfig OF_CANDIDATES =
      new ItemKnnConfig(5, 3, 1_000, Similarity.COSINE, Weighting.NONE, NeighboursOf.CANDIDATE);

  private static ItemKnnModel train(Baskets baskets, int threads) {
    return train(baskets, CONFIG, threads);
  }

  private static ItemKnnModel train(Baskets baskets, ItemKnnConfig config, int threads) {
    return new ItemKnnTrainer(config).train(baskets.data(), threads);
  }

  private static byte[] bytes(ItemKnnModel model) {
    return new ModelArtifact("item-knn", Map.of(), model).bytes();
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void theFastPathAgreesWithTheFormulas(@ForAll long seed) {
    Baskets baskets = Baskets.random(seed);
    ItemKnnModel model = train(baskets, 1);
    TrainingData data = baskets.data();
    for (int item = 0; item < data.items().size(); item++) {
      Map<String, Double> expected = SlowItemKnn.neighbours(baskets, data.items().id(item), 5, 3);
      Scores found = new Scores(data.items().size());
      model.similar(item, found);
      assertThat(found.size()).isEqualTo(expected.size());
      int rank = 0;
      for (var neighbour : expected.entrySet()) {
        // Equal to the last bits, so a near tie may stand the other way round.
        float similarity = found.get(found.item(rank++));
        assertThat((double) similarity).isCloseTo(neighbour.getValue(), within(1e-6));
      }
    }
  }

  /** A history of all items: each of its sums has every neighbourhood in it, from one side. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void scoresAreSumsOverTheNeighboursOfWhatIsAskedFor(@ForAll long seed) {
    Baskets baskets = Baskets.random(seed);
    ItemKnnModel byHistory = train(baskets, 1);
    ItemKnnModel byCandidate = train(baskets, OF_CANDIDATES, 1);
    int items = byHistory.items().size();
    double[] brought = new double[items];
    double[] own = new double[items];
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        // What similar() lists of i is N(i), whoever counts it.
        assertThat(byCandidate.similarity(i, j)).isEqualTo(byHistory.similarity(i, j));
        brought[j] += (1 + i % 4) * (double) byHistory.similarity(i, j);
        own[i] += (1 + j % 4) * (double) byHistory.similarity(i, j);
      }
    }
    assertScores(byHistory, brought);
    assertScores(byCandidate, own);
  }

  private static void assertScores(ItemKnnModel model, double[] expected) {
    Scores scores = new Scores(expected.length);
    model.score(everything(expected.length), scores);
    for (int item = 0; item < expected.length; item++) {
      assertThat((double) scores.get(item)).isCloseTo(expected[item], within(1e-4));
    }
  }

  private static History everything(int items) {
    int[] all = new int[items];
    float[] weights = new float[items];
    for (int i = 0; i < items; i++) {
      all[i] = i;
      weights[i] = 1 + i % 4;
    }
    return new History(all, weights);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void theOrderOfUsersChangesNotOneByte(@ForAll long seed, @ForAll long shuffle) {
    Baskets baskets = Baskets.random(seed);
    assertThat(bytes(train(baskets.shuffled(shuffle), 1))).isEqualTo(bytes(train(baskets, 1)));
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void oneTwoAndEightThreadsGiveTheSameBytes(@ForAll long seed) {
    Baskets baskets = Baskets.random(seed);
    byte[] one = bytes(train(baskets, 1));
    assertThat(bytes(train(baskets, 2))).isEqualTo(one);
    assertThat(bytes(train(baskets, 8))).isEqualTo(one);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void aModelThatWasSavedAndLoadedIsTheSame(@ForAll long seed) throws IOException {
    byte[] saved = bytes(train(Baskets.random(seed), 1));
    ModelArtifact loaded = ModelArtifact.read(saved, AlgorithmRegistry.standard());
    assertThat(loaded.bytes()).isEqualTo(saved);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void contributionsAddUpToTheScore(@ForAll long seed) {
    Baskets baskets = Baskets.random(seed);
    assertAddingUp(train(baskets, 1));
    assertAddingUp(train(baskets, OF_CANDIDATES, 1));
  }

  private static void assertAddingUp(ItemKnnModel model) {
    int items = model.items().size();
    History history = everything(items);
    Scores scores = new Scores(items);
    model.score(history, scores);
    int[] scored = IntStream.range(0, scores.size()).map(scores::item).toArray();
    var explained = model.explain(history, scored, items);
    var shortened = model.explain(history, scored, 2);
    for (int i = 0; i < scores.size(); i++) {
      int item = scores.item(i);
      var parts = explained.get(i);
      assertThat(parts)
          .isSortedAccordingTo(
              Comparator.comparingDouble((Contribution part) -> -part.amount())
                  .thenComparingInt(Contribution::item));
      assertThat(shortened.get(i)).isEqualTo(parts.subList(0, Math.min(2, parts.size())));
      assertThat(model.explain(history, new int[] {item}, items)).containsExactly(parts);
      double sum = parts.stream().mapToDouble(Contribution::amount).sum();
      double shares = parts.stream().mapToDouble(Contribution::share).sum();
      assertThat(sum).isCloseTo(scores.get(item), within(1e-3));
      assertThat(shares).isCloseTo(1, within(1e-6));
    }
  }
}
