package io.hindsight.benchmarks.projecting;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Fill;
import io.hindsight.benchmarks.support.Load;
import io.hindsight.benchmarks.support.Percentiles;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.benchmarks.support.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * From the answer to a purchase until a list without the item bought was received, the list's own
 * time and its receipt included. At rest, and while others write ten times a second a hundred views
 * each.
 */
public final class FreshnessBenchmark {
  private static final int SAMPLES = 1_000;
  private static final int WARM_UP = 500;

  private FreshnessBenchmark() {}

  public static void run(Settings settings) throws IOException, InterruptedException {
    Figures figures =
        new Figures("freshness")
            .about("interactions", settings.size())
            .about("samplesEachRound", SAMPLES);
    Ratings ratings = new Ratings(42, settings.size());
    try (Server server = Server.shipped(settings, settings.work().resolve("freshness"))) {
      Fill.with(server, ratings);
      Fill.train(server);
      measure(server, ratings, new SplittableRandom(1), WARM_UP);
      for (int round = 0; round < settings.rounds(); round++) {
        SplittableRandom random = new SplittableRandom(100 + round);
        report(figures, "at rest", measure(server, ratings, random, SAMPLES));
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService others = Executors.newSingleThreadExecutor()) {
          var unused = others.submit(() -> write(server, ratings, done));
          try {
            report(figures, "1,000 views/s", measure(server, ratings, random, SAMPLES));
          } finally {
            done.set(true);
          }
        }
      }
    }
    figures.print(settings.results());
  }

  private static void report(Figures figures, String when, Percentiles millis) {
    figures.add("list changed after append, p50 [ms], " + when, millis.at(0.5));
    figures.add("list changed after append, p99 [ms], " + when + " (aim 100)", millis.at(0.99));
    figures.add("list changed after append, max [ms], " + when, millis.at(1));
  }

  private static Percentiles measure(
      Server server, Ratings ratings, SplittableRandom random, int samples) throws IOException {
    Percentiles millis = new Percentiles();
    try (Wire wire = new Wire(server.address())) {
      for (int i = 0; i < samples; i++) {
        int person = random.nextInt(ratings.people());
        String path = "/v1/users/" + person + "/recommendations";
        List<String> before = Fill.items(wire.get(path));
        String bought = before.getFirst();
        byte[] purchase =
            "{\"userId\":\"%d\",\"itemId\":\"%s\",\"type\":\"purchase\",\"quantity\":1,\"timestamp\":\"%s\"}"
                .formatted(person, bought, Instant.now())
                .getBytes(StandardCharsets.US_ASCII);
        Load.expect(202, wire.post("/v1/interactions", "application/json", purchase));
        long began = System.nanoTime();
        while (Fill.items(wire.get(path)).contains(bought)) {
          Thread.onSpinWait();
        }
        millis.add((System.nanoTime() - began) / 1e6);
      }
    }
    return millis;
  }

  private static boolean write(Server server, Ratings ratings, AtomicBoolean done)
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(7);
    try (Wire wire = new Wire(server.address())) {
      while (!done.get()) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100; i++) {
          lines.append(
              "{\"userId\":\"%d\",\"itemId\":\"%d\",\"type\":\"view\"}\n"
                  .formatted(random.nextInt(ratings.people()), random.nextInt(ratings.items())));
        }
        Load.expect(
            202,
            wire.post(
                "/v1/interactions",
                "application/x-ndjson",
                lines.toString().getBytes(StandardCharsets.US_ASCII)));
        Thread.sleep(100);
      }
    }
    return true;
  }
}
