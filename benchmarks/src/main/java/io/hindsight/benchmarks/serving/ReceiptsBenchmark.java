package io.hindsight.benchmarks.serving;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Fill;
import io.hindsight.benchmarks.support.Load;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.benchmarks.support.Turns;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What receipts cost: the same lists from the same process, in turns from placements that keep all
 * of their receipts, a tenth, and none. First lists that are told again, because nobody does
 * anything meanwhile, then lists that are made anew each time; each with few connections and with
 * many, since receipts that wait together are stored together.
 */
public final class ReceiptsBenchmark {
  private static final String RATE = "%s, %d connections, %s kept [lists/s]";
  private static final String CPU = "%s, %d connections, %s kept [server's CPU µs/list]";
  private static final String ALL = "all";
  private static final String NONE = "none";
  private static final Map<String, Double> SAMPLES = samples();
  private static final int WARMING = 8;
  private static final int MANY = 4;

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
            .about("turns of a second", settings.seconds());
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
    try (Turns turns = turns(server, ratings, WARMING)) {
      turns.round(settings.seconds());
    }
    for (int connections : new int[] {settings.connections(), MANY * settings.connections()}) {
      try (Turns turns = turns(server, ratings, connections)) {
        turns.round(settings.seconds()); // The first was still a third slower than the rest.
        for (int round = 0; round < settings.rounds(); round++) {
          Iterator<Turns.Done> done = turns.round(settings.seconds()).iterator();
          for (String kept : SAMPLES.keySet()) {
            Turns.Done side = done.next();
            figures.add(RATE.formatted(lists, connections, kept), side.rate());
            figures.add(CPU.formatted(lists, connections, kept), side.cpu() * 1e6);
          }
        }
      }
      figures.ratio(
          "%s, %d connections, ratio of all to none (aim 0.85)".formatted(lists, connections),
          RATE.formatted(lists, connections, ALL),
          RATE.formatted(lists, connections, NONE));
    }
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

  private static Turns turns(Server server, Ratings ratings, int connections) {
    return new Turns(
        server.address(),
        connections,
        SAMPLES.values().stream().map(sample -> lists(ratings, sample)).toList(),
        server::cpuSeconds);
  }

  private static Load.Step lists(Ratings ratings, double sample) {
    String end = "/recommendations?placement=" + placement(sample);
    return (wire, connection) -> {
      int person = ThreadLocalRandom.current().nextInt(ratings.people());
      Load.expect(200, wire.get("/v1/users/" + person + end));
      return true;
    };
  }
}
