package io.hindsight.benchmarks.auditing;

import io.hindsight.app.backup.PastCopy;
import io.hindsight.app.launch.DataDirectories;
import io.hindsight.benchmarks.projecting.Reading;
import io.hindsight.benchmarks.support.Child;
import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Fill;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.contracts.log.LogPosition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Verifying views and copying the past, in events a second against merely reading the log, and
 * reads as of the middle of logs of three lengths.
 */
public final class TravelBenchmark {
  private static final String READ = "reading the log, payloads parsed [events/s]";
  private static final Set<String> OVER = Set.of("identical", "different", "failed");
  private static final int READS = 20;
  private static final int WARM_UP = 5;

  private TravelBenchmark() {}

  public static void run(Settings settings) throws InterruptedException {
    Figures figures = new Figures("travel").about("interactions", settings.size());
    for (int size : new int[] {settings.size() / 100, settings.size() / 10, settings.size()}) {
      Path data = settings.work().resolve("travel-" + size);
      Ratings ratings = new Ratings(42, size);
      try (Server server = Server.shipped(settings, data)) {
        Fill.with(server, ratings);
        Fill.train(server);
      }
      try (Server server = Server.shipped(settings, data)) {
        server.awaitCaughtUp();
        asOf(server, ratings, size, figures);
        if (size == settings.size()) {
          verify(server, settings, figures);
        }
      }
      if (size == settings.size()) {
        copies(data, settings, figures);
      }
      DataDirectories.delete(data);
    }
    figures.print(settings.results());
  }

  private static void asOf(Server server, Ratings ratings, int size, Figures figures) {
    long middle = head(server) / 2;
    for (String of : List.of("recommendations", "features", "history")) {
      for (int i = 0; i < READS + WARM_UP; i++) {
        long began = System.nanoTime();
        server.api().get("/v1/users/" + i % ratings.people() + "/" + of + "?asOf=" + middle);
        if (i >= WARM_UP) {
          figures.add(
              "%,d interactions, %s as of the middle [ms]".formatted(size, of),
              (System.nanoTime() - began) / 1e6);
        }
      }
    }
  }

  private static long head(Server server) {
    return server.api().get("/v1/views").path("head").asLong(0);
  }

  private static void verify(Server server, Settings settings, Figures figures)
      throws InterruptedException {
    for (String view : List.of("items", "history", "popularity", "user-features")) {
      for (int round = 0; round < settings.rounds(); round++) {
        String path = "/v1/audit/projections/" + view;
        long events = head(server);
        long began = System.nanoTime();
        server.api().post(path + "/verify", Map.of());
        JsonNode now = server.api().get(path + "/verification");
        while (!OVER.contains(now.path("status").asString(""))) {
          Thread.sleep(20);
          now = server.api().get(path + "/verification");
        }
        if (!now.path("status").asString("").equals("identical")) {
          throw new IllegalStateException("not identical: " + now);
        }
        figures.add(
            "verifying " + view + " [events/s]", events * 1e9 / (System.nanoTime() - began));
      }
    }
  }

  private static void copies(Path data, Settings settings, Figures figures) {
    Path log = data.resolve("log.db");
    for (int round = 0; round < settings.rounds(); round++) {
      figures.add(READ, Child.run(Reading.class, log, true).getOrDefault("rate", Double.NaN));
      Path copy = settings.work().resolve("past-" + round);
      long end = settings.size() / 2;
      long began = System.nanoTime();
      new PastCopy(data).into(copy, new PastCopy.To(new LogPosition(end), null));
      figures.add("copying as of the middle [events/s]", end * 1e9 / (System.nanoTime() - began));
      DataDirectories.delete(copy);
    }
    for (String view : List.of("items", "history", "popularity", "user-features")) {
      figures.ratio("ratio of verifying " + view, "verifying " + view + " [events/s]", READ);
    }
    figures.ratio("ratio of copying", "copying as of the middle [events/s]", READ);
  }
}
