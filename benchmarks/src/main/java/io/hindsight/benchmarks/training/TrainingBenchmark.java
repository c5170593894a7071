package io.hindsight.benchmarks.training;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Machine;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.scoring.als.AlsConfig;
import io.hindsight.scoring.als.AlsTrainer;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.ease.EaseConfig;
import io.hindsight.scoring.ease.EaseTrainer;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A sweep of iALS, and EASE's inverse, in seconds of the clock and of the processors, and in
 * operations a second of a processor, beside what is possible; and how long a person takes to be
 * folded in and all items to be scored. Sweeps are the difference between a training of five and
 * one of one.
 */
public final class TrainingBenchmark {
  private static final int THREADS = 2;
  private static final int SWEEPS = 4;
  private static final int FOLDS = 200;

  private TrainingBenchmark() {}

  public static void run(Settings settings) throws IOException {
    TrainingData data = Shaped.movieLens1M();
    Figures figures =
        new Figures("training").about("pairs", data.pairs()).about("threads", THREADS);
    for (int round = 0; round < settings.rounds(); round++) {
      System.out.println("  round " + (round + 1));
      figures.add("possible in registers: GFLOP/s a processor", Limit.flops() / 1e9);
      for (int[] shape : new int[][] {{64, 0}, {192, 0}, {192, 64}}) {
        sweep(figures, data, shape[0], shape[1]);
      }
      for (int items : new int[] {1_000, 2_000, 4_000}) {
        ease(figures, Shaped.of(2 * items, items));
      }
    }
    figures.print(settings.results());
  }

  /** Items over two orders of magnitude; the largest takes minutes, and gigabytes of heap. */
  public static void ease(Settings settings) throws IOException {
    Figures figures = new Figures("ease").about("threads", THREADS);
    for (int items : new int[] {200, 2_000, 20_000}) {
      TrainingData data = Shaped.of(2 * items, items);
      figures.about(items + " items, pairs", data.pairs());
      ease(figures, data);
    }
    figures.add("most heap in use [MiB]", Machine.peakHeap() / 1048576.0);
    figures.print(settings.results());
  }

  /** People, items and pairs over two orders of magnitude. */
  public static void sweeps(Settings settings) throws IOException {
    Figures figures = new Figures("sweeps").about("threads", THREADS);
    for (int round = 0; round < settings.rounds(); round++) {
      for (int people : new int[] {604, 6_040, 60_400}) {
        TrainingData data = Shaped.of(people, people * 3_706 / 6_040);
        String of = "%d people, %d items".formatted(people, data.items().size());
        figures.about(of + ", pairs", data.pairs());
        sweep(figures, data, 64, 0, of + ", ");
      }
    }
    figures.print(settings.results());
  }

  private static void sweep(Figures figures, TrainingData data, int factors, int block) {
    sweep(figures, data, factors, block, "");
  }

  private static void sweep(
      Figures figures, TrainingData data, int factors, int block, String shape) {
    String of =
        shape + "iALS %d factors%s".formatted(factors, block == 0 ? "" : ", blocks of " + block);
    als(data, factors, block, 1); // warms up
    double[] one = als(data, factors, block, 1);
    double[] more = als(data, factors, block, 1 + SWEEPS);
    double cpu = (more[1] - one[1]) / SWEEPS;
    double rows = data.users() + data.items().size();
    double d = factors;
    double operations = 2 * data.pairs() * d * d + rows * d * d * d / 3;
    figures.add(of + ": s/sweep", (more[0] - one[0]) / SWEEPS);
    figures.add(of + ": processor s/sweep", cpu);
    if (block == 0) {
      figures.add(of + ": GFLOP/s a processor", operations / cpu / 1e9);
    }
    ItemModel model =
        new AlsTrainer(new AlsConfig(factors, 0.01, 0.3, 1, 0.1, 1, block)).train(data, 1, THREADS);
    foldIn(figures, of, model);
  }

  private static double[] als(TrainingData data, int factors, int block, int sweeps) {
    AlsConfig config = new AlsConfig(factors, 0.01, 0.3, 1, 0.1, sweeps, block);
    return timed(() -> new AlsTrainer(config).train(data, 1, THREADS));
  }

  private static void ease(Figures figures, TrainingData data) {
    double n = data.items().size();
    String of = "EASE %.0f items".formatted(n);
    ItemModel[] model = new ItemModel[1];
    double[] taken =
        timed(() -> model[0] = new EaseTrainer(EaseConfig.DEFAULT).train(data, THREADS));
    figures.add(of + ": s", taken[0]);
    figures.add(of + ": processor s", taken[1]);
    figures.add(of + ": GFLOP/s a processor, all counted as n³", n * n * n / taken[1] / 1e9);
    foldIn(figures, of, model[0]);
  }

  private static void foldIn(Figures figures, String of, ItemModel model) {
    int items = model.items().size();
    Scores scores = new Scores(items);
    for (int length : new int[] {20, 200}) {
      float[] weights = new float[length];
      Arrays.fill(weights, 1);
      int[] met = new SplittableRandom(5).ints(0, items).distinct().limit(length).toArray();
      History history = new History(met, weights);
      double[] each = new double[FOLDS];
      for (int i = 0; i < FOLDS; i++) {
        scores.clear();
        each[i] = timed(() -> model.score(history, scores))[0] * 1e6;
      }
      Arrays.sort(each);
      figures.add("%s: µs for a history of %d, median".formatted(of, length), each[FOLDS / 2]);
    }
  }

  /** Seconds of the clock, and of processors. */
  private static double[] timed(Runnable work) {
    double cpu = Machine.cpuSeconds();
    long begun = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new double[] {seconds, Machine.cpuSeconds() - cpu};
  }
}
