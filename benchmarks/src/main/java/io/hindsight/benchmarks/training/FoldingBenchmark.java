package io.hindsight.benchmarks.training;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import io.hindsight.scoring.registry.Algorithm;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How long each model takes to fold a person in and to score all items, for histories and catalogs
 * of several sizes. Trained no longer than is needed for a model of the usual shape.
 */
public final class FoldingBenchmark {
  private static final int THREADS = 2;
  private static final int WARMING = 300;
  private static final int TIMES = 301;

  /** Those that train within a minute or so on ten million pairs. */
  private static final Set<String> WIDE =
      Set.of("als", "bpr", "item-knn", "most-popular", "rp3beta");

  private static final Map<String, Map<String, String>> SHORT =
      Map.of("als", Map.of("sweeps", "2"), "bpr", Map.of("epochs", "3"));

  private FoldingBenchmark() {}

  public static void run(Settings settings) throws IOException {
    AlgorithmRegistry registry = AlgorithmRegistry.standard();
    Figures figures = new Figures("folding").about("threads", THREADS);
    for (int people : new int[] {604, 6_040, 60_400}) {
      TrainingData data = Shaped.of(people, people * 3_706 / 6_040);
      String items = "%,d items".formatted(data.items().size());
      figures.about(items + ", pairs", data.pairs());
      for (String name : registry.names()) {
        if (people <= 6_040 || WIDE.contains(name)) {
          Algorithm algorithm = registry.get(name);
          Map<String, String> chosen = algorithm.settings(SHORT.getOrDefault(name, Map.of()));
          try {
            ItemModel model = algorithm.train(data, chosen, 1, THREADS);
            foldIn(figures, name + ", " + items, model);
          } catch (IllegalArgumentException refused) {
            System.out.println("  " + name + " refuses: " + refused.getMessage());
          }
        }
      }
    }
    figures.print(settings.results());
  }

  private static void foldIn(Figures figures, String of, ItemModel model) {
    int items = model.items().size();
    Scores scores = new Scores(items);
    for (int length : new int[] {20, 200}) {
      History[] people = new History[WARMING + TIMES];
      for (int p = 0; p < people.length; p++) {
        people[p] = history(p, items, length);
      }
      double[] micros = new double[TIMES];
      for (int p = 0; p < people.length; p++) {
        scores.clear();
        long began = System.nanoTime();
        model.score(people[p], scores);
        if (p >= WARMING) {
          micros[p - WARMING] = (System.nanoTime() - began) / 1e3;
        }
      }
      Arrays.sort(micros);
      figures.add("%s: µs for %d, median".formatted(of, length), micros[TIMES / 2]);
      figures.add("%s: µs for %d, p99".formatted(of, length), micros[TIMES * 99 / 100]);
    }
  }

  private static History history(long seed, int items, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] met = random.ints(0, items).distinct().limit(length).toArray();
    float[] weights = new float[met.length];
    Arrays.fill(weights, 1);
    return new History(met, weights, random.longs(met.length, 0, 1_000_000_000).toArray());
  }
}
