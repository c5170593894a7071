package io.hindsight.benchmarks.nearest;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.scoring.linear.Best;
import io.hindsight.scoring.linear.RowScan;
import io.hindsight.scoring.linear.TopRows;
import io.hindsight.scoring.linear.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ten best of all items for a person, by looking at every item and by a graph: the first
 * against the speed of memory, the second against how many of the right ones it finds.
 */
public final class NearestBenchmark {
  private static final int[] TOGETHER = {1, 8};
  private static final int PEOPLE = 64;
  private static final int[] LOOKED = {10, 50, 200, 800};
  private static final double MICROS = 1e6;

  private NearestBenchmark() {}

  public static void run(Settings settings) throws IOException {
    Figures figures = new Figures("nearest").about("factors", Vectors.WIDTH);
    Vectors vectors = new Vectors();
    float[][] people = vectors.people(PEOPLE);
    for (int size : new int[] {settings.size() / 100, settings.size() / 10, settings.size()}) {
      float[] items = vectors.items(size);
      TopRows top = new TopRows(new RowScan(items, size, Vectors.WIDTH));
      List<Best> exact = List.of();
      for (int threads : new int[] {1, 2}) {
        try (Workers workers = new Workers(threads)) {
          exact = scans(figures, settings, top, people, size, workers, threads);
        }
      }
      graph(figures, settings, items, people, exact);
    }
    figures.print(settings.results());
  }

  private static List<Best> scans(
      Figures figures,
      Settings settings,
      TopRows top,
      float[][] people,
      int size,
      Workers workers,
      int threads) {
    String of = "%,d items, %d thread%s".formatted(size, threads, threads == 1 ? "" : "s");
    double bytes = (double) size * Vectors.WIDTH * Float.BYTES;
    Memory memory = new Memory((long) bytes);
    List<Best> exact = List.of();
    for (int warmingUp = 0; warmingUp < 3; warmingUp++) {
      exact = top.of(people, 10, workers);
      memory.read(workers);
    }
    for (int round = 0; round < settings.rounds(); round++) {
      String read = of + ": memory read [GB/s]";
      figures.add(read, memory.read(workers) / 1e9);
      for (int together : TOGETHER) {
        double seconds = 0;
        for (int from = 0; from < PEOPLE; from += together) {
          float[][] some = Arrays.copyOfRange(people, from, from + together);
          long began = System.nanoTime();
          top.of(some, 10, workers);
          seconds += (System.nanoTime() - began) / 1e9;
        }
        String mode = of + (together == 1 ? ", one by one" : ", eight in a pass");
        figures.add(mode + ": µs a person", seconds / PEOPLE * MICROS);
        String scanned = mode + ": items scanned [GB/s]";
        figures.add(scanned, bytes * PEOPLE / together / seconds / 1e9);
        if (together == 1 && round == settings.rounds() - 1) {
          figures.ratio(mode + ": ratio to memory (aim 0.7)", scanned, read);
        }
      }
    }
    return exact;
  }

  private static void graph(
      Figures figures, Settings settings, float[] items, float[][] people, List<Best> exact)
      throws IOException {
    int size = items.length / Vectors.WIDTH;
    String of = "%,d items, graph".formatted(size);
    Path folder = settings.work().resolve("hnsw-" + size);
    long began = System.nanoTime();
    try (Hnsw graph = new Hnsw(folder, items)) {
      figures.add(of + ": s to build", (System.nanoTime() - began) / 1e9);
      figures.add(of + ": bytes an item", (double) Hnsw.bytes(folder) / size);
      for (int looked : LOOKED) {
        double recall = 0;
        double seconds = 0;
        for (int round = 0; round < 2; round++) { // the first one warms up
          recall = 0;
          seconds = 0;
          for (int person = 0; person < PEOPLE; person++) {
            long start = System.nanoTime();
            int[] found = graph.best(people[person], looked);
            seconds += (System.nanoTime() - start) / 1e9;
            recall += right(found, exact.get(person).rows()) / 10.0 / PEOPLE;
          }
        }
        figures.add(
            "%s, %d looked at: µs a person".formatted(of, looked), seconds / PEOPLE * MICROS);
        figures.add("%s, %d looked at: recall@10".formatted(of, looked), recall);
      }
    }
  }

  private static long right(int[] found, int[] exact) {
    return IntStream.of(found)
        .filter(item -> IntStream.of(exact).anyMatch(best -> best == item))
        .count();
  }
}
