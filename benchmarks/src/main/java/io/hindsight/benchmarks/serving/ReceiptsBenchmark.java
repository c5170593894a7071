package io.hindsight.benchmarks.serving;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Fill;
import io.hindsight.benchmarks.support.Load;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What receipts cost: the same lists from the same process, in turns from placements that keep all
 * of their receipts, a tenth, and none.
 */
public final class ReceiptsBenchmark {
  private static final String RATE = "lists, %s [requests/s]";
  private static final String CPU = "server, a list, %s, views included [CPU µs]";
  private static final String ALL = "every receipt kept";
  private static final String NONE = "no receipt kept";
  private static final int WARMING = 8;

  private ReceiptsBenchmark() {}

  public static void run(Settings settings) throws InterruptedException {
    Ratings ratings = new Ratings(42, settings.size());
    Figures figures =
        new Figures("receipts")
            .about("interactions", settings.size())
            .about("connections", settings.connections())
            .about("seconds", settings.seconds());
    Map<String, Double> samples = new LinkedHashMap<>();
    samples.put(ALL, 1.0);
    samples.put("a tenth kept", 0.1);
    samples.put(NONE, 0.0);
    try (Server server = Server.of(BenchmarkServer.class, settings.work().resolve("receipts"))) {
      Fill.with(server, ratings);
      Fill.train(server);
      for (double sample : samples.values()) {
        create(server, sample);
        lists(server, ratings, sample, WARMING, settings.seconds());
      }
      for (int pass = 0; pass < 2; pass++) { // The first was still a third slower than the rest.
        for (double sample : samples.values()) {
          lists(server, ratings, sample, settings.connections(), settings.seconds());
        }
      }
      for (int round = 0; round < settings.rounds(); round++) {
        samples.forEach(
            (name, sample) -> {
              double cpu = server.cpuSeconds();
              double rate =
                  lists(server, ratings, sample, settings.connections(), settings.seconds());
              cpu = (server.cpuSeconds() - cpu) / settings.seconds();
              figures.add(RATE.formatted(name), rate);
              figures.add(CPU.formatted(name), cpu / rate * 1e6);
            });
      }
    }
    figures.ratio("ratio of rates (aim 0.85)", RATE.formatted(ALL), RATE.formatted(NONE));
    figures.ratio("ratio of CPU times", CPU.formatted(ALL), CPU.formatted(NONE));
    figures.print(settings.results());
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
