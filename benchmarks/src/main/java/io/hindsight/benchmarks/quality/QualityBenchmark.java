package io.hindsight.benchmarks.quality;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.scoring.knn.ItemKnnConfig;
import java.io.IOException;
import java.util.List;

/**
 * What item-kNN finds of what people rate highly later, by its settings: it learns from all that
 * was rated before some moment, and is asked about those who rated at least {@value
 * Split#LEAST_LATER} items after it.
 */
public final class QualityBenchmark {
  private static final double[] MOMENTS = {0.6, 0.7, 0.8};
  private static final int[] NEIGHBOURS = {20, 50, 100, 200};
  private static final double[] SHRINKAGES = {0, 2, 5, 10, 25, 100};

  private QualityBenchmark() {}

  public static void run(Settings settings) throws IOException {
    if (settings.ratings() == null) {
      System.out.println("    skipped: name MovieLens' u.data or ratings.csv by --ratings=FILE");
      return;
    }
    List<Rated> all = Rated.read(settings.ratings());
    Figures figures = new Figures("quality").about("ratings", all.size());
    for (double moment : MOMENTS) {
      Split split = new Split(all, moment);
      System.out.printf("  learns from %.0f %%, %d people%n", 100 * moment, split.people());
      split.popular().addTo(figures, "popular");
      for (int neighbours : NEIGHBOURS) {
        for (double shrinkage : SHRINKAGES) {
          ItemKnnConfig config =
              new ItemKnnConfig(neighbours, shrinkage, ItemKnnConfig.DEFAULT.longestRow());
          split
              .measure(config)
              .addTo(figures, "k %d, shrinkage %.0f".formatted(neighbours, shrinkage));
        }
      }
    }
    figures.print(settings.results());
  }
}
