package io.hindsight.benchmarks.serving;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Fill;
import io.hindsight.benchmarks.support.Load;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What receipts cost: the same lists from the same process, in turns from placements that keep all
 * of their receipts, a tenth, and none. First lists that are told again, because nobody does
 * anything meanwhile, then lists that are made anew each time.
 */
public final class ReceiptsBenchmark {
  private static final String RATE = "%s, %s kept [lists/s]";
  private static final String CPU = "%s, %s kept: server, views included [CPU µs/list]";
  private static final String ALL = "all";
  private static final String NONE = "none";
  private static final Map<String, Double> SAMPLES = samples();
  private static final int WARMING = 8;

  private ReceiptsBenchmark() {}

  private static Map<String, Double> samples() {
    Map<String, Double> samples = new LinkedHashMap<>();
    samples.put(ALL, 1.0);
    samples.put("a tenth", 0.1);
    samples.put(NONE, 0.0);
    return samples;
  }

  public static void run(Settings settings) throws InterruptedException {
    Ratings ratings = new Ratings(42, settings.size());
    Figures figures =
        new Figures("receipts")
            .about("interactions", settings.size())
            .about("connections", settings.connections())
            .about("seconds", settings.seconds());
    Path data = settings.work().resolve("receipts");
    try (Server server = Server.of(BenchmarkServer.class, data)) {
      Fill.with(server, ratings);
      Fill.train(server);
      SAMPLES.values().forEach(sample -> create(server, sample));
      measure(figures, "told again", server, ratings, settings);
    }
    try (Server server =
        Server.of(BenchmarkServer.class, data, ServingBenchmark.nothingRemembered())) {
      measure(figures, "made anew", server, ratings, settings);
    }
    figures.print(settings.results());
  }

  private static void measure(
      Figures figures, String lists, Server server, Ratings ratings, Settings settings) {
    for (double sample : SAMPLES.values()) {
      lists(server, ratings, sample, WARMING, settings.seconds());
    }
    for (int pass = 0; pass < 2; pass++) { // The first was still a third slower than the rest.
      for (double sample : SAMPLES.values()) {
        lists(server, ratings, sample, settings.connections(), settings.seconds());
      }
    }
    for (int round = 0; round < settings.rounds(); round++) {
      SAMPLES.forEach(
          (name, sample) -> {
            double cpu = server.cpuSeconds();
            double rate =
                lists(server, ratings, sample, settings.connections(), settings.seconds());
            cpu = (server.cpuSeconds() - cpu) / settings.seconds();
            figures.add(RATE.formatted(lists, name), rate);
            figures.add(CPU.formatted(lists, name), cpu / rate * 1e6);
          });
    }
    figures.ratio(
        lists + ", ratio of rates, all to none (aim 0.85)",
        RATE.formatted(lists, ALL),
        RATE.formatted(lists, NONE));
  }

  private static void create(Server server, double sample) {
    server
        .api()
        .post(
            "/v1/placements",
            Map.of(
                "placementId",
                placement(sample),
                "algorithm",
                "item-knn",
                "consumedBy",
                List.of("purchase", "rating"),
                "receiptSample",
                sample));
  }

  private static String placement(double sample) {
    return "sample-" + sample;
  }

  private static double lists(
      Server server, Ratings ratings, double sample, int connections, int seconds) {
    String end = "/recommendations?placement=" + placement(sample);
    return Load.closedLoop(
        server.address(),
        connections,
        seconds,
        (wire, connection) -> {
          int person = ThreadLocalRandom.current().nextInt(ratings.people());
          Load.expect(200, wire.get("/v1/users/" + person + end));
          return true;
        });
  }
}
