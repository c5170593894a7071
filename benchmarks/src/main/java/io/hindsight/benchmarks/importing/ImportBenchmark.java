package io.hindsight.benchmarks.importing;

import io.hindsight.benchmarks.support.Child;
import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Load;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Ratings sent to the shipped server as the importer sends them, two requests of 5,000 lines at a
 * time, against the very messages which that left in its log, appended by the log's own engine in
 * batches of the same size to an empty log, in a process that does nothing else.
 */
public final class ImportBenchmark {
  private static final int LINES = 5_000;
  private static final int CONNECTIONS = 2;
  private static final String API = "public API, durable [interactions/s]";
  private static final String RAW = "bare JDBC batches, bytes ready [events/s]";
  private static final String RAW_JSON = "bare JDBC batches, JSON made [events/s]";
  private static final String CAUGHT = "public API until all views have them [interactions/s]";

  private static final String CPU = "server, all of it, until durable [CPU µs/interaction]";
  private static final String CPU_ALL = "server, until all views have them [CPU µs/interaction]";
  private static final String RAW_CPU = "bare JDBC batches, bytes ready [CPU µs/event]";

  private ImportBenchmark() {}

  public static void run(Settings settings) throws InterruptedException {
    Figures figures = new Figures("import").about("interactions", settings.size());
    List<byte[]> requests = new Ratings(42, settings.size()).requests(LINES);
    for (int round = 0; round < settings.rounds(); round++) {
      Path data = settings.work().resolve("import-" + round);
      long batch = throughTheApi(settings, data, requests, figures);
      bare(figures, data, batch, RAW, true);
      bare(figures, data, batch, RAW_JSON, false);
    }
    figures.ratio("ratio to bare batches, bytes ready (aim 0.5)", API, RAW);
    figures.ratio("ratio to bare batches, JSON made", API, RAW_JSON);
    figures.print(settings.results());
  }

  private static void bare(Figures figures, Path data, long batch, String name, boolean ready) {
    Path target = data.resolve("bare-" + ready).resolve("log.db");
    Map<String, Double> found =
        Child.run(BareAppends.class, data.resolve("log.db"), target, batch, ready);
    figures.add(name, found.getOrDefault("rate", Double.NaN));
    if (ready) {
      figures.add(RAW_CPU, found.getOrDefault("cpu", Double.NaN));
    }
  }

  private static long throughTheApi(
      Settings settings, Path data, List<byte[]> requests, Figures figures)
      throws InterruptedException {
    try (Server server = Server.shipped(settings, data)) {
      double cpu = server.cpuSeconds();
      long began = System.nanoTime();
      Load.importAll(server.address(), CONNECTIONS, requests);
      figures.add(API, settings.size() / ((System.nanoTime() - began) / 1e9));
      figures.add(CPU, (server.cpuSeconds() - cpu) / settings.size() * 1e6);
      server.awaitCaughtUp();
      figures.add(CAUGHT, settings.size() / ((System.nanoTime() - began) / 1e9));
      figures.add(CPU_ALL, (server.cpuSeconds() - cpu) / settings.size() * 1e6);
      double batch =
          server.metric("hindsight.log.appended") / server.metric("hindsight.log.commits");
      figures.add("events in a commit", batch);
      return Math.round(batch);
    }
  }
}
