package io.hindsight.benchmarks.sealing;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Load;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Ratings.Rating;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The same import four times, each into a server that has taken in half as much before and so is
 * warm: texts in clear and not sealed, in clear and sealed, encrypted and not sealed, both. The
 * texts that are encrypted, a session and a device, are as long as those that stand in their place
 * in clear, a placement and a marketplace.
 */
public final class SealingBenchmark {
  private static final int LINES = 5_000;
  private static final int CONNECTIONS = 2;
  private static final String RATE = ", durable [interactions/s]";
  private static final String CPU = ", server [CPU µs/interaction]";
  private static final String CLEAR = "\"context\":{\"placement\":\"%s\",\"marketplaceId\":\"%s\"}";
  private static final String PERSONAL = "\"context\":{\"sessionId\":\"%s\",\"device\":\"%s\"}";

  private SealingBenchmark() {}

  private record Side(String name, String context, boolean sealed) {}

  private static final List<Side> SIDES =
      List.of(
          new Side("clear, unsealed", CLEAR, false),
          new Side("clear, sealed", CLEAR, true),
          new Side("encrypted, unsealed", PERSONAL, false),
          new Side("encrypted, sealed", PERSONAL, true));

  public static void run(Settings settings) throws InterruptedException {
    Figures figures = new Figures("sealing").about("interactions", settings.size());
    for (int round = 0; round < settings.rounds(); round++) {
      for (int i = 0; i < SIDES.size(); i++) {
        // Another order each round: the disk is not as quick at the end as at the beginning.
        Side side = SIDES.get((i + round) % SIDES.size());
        measure(settings, side, round, figures);
      }
    }
    String plain = SIDES.getFirst().name() + RATE;
    for (Side side : SIDES.subList(1, SIDES.size())) {
      figures.ratio(side.name() + ": ratio to neither (aim 0.8)", side.name() + RATE, plain);
    }
    figures.print(settings.results());
  }

  private static void measure(Settings settings, Side side, int round, Figures figures)
      throws InterruptedException {
    List<byte[]> warming = requests(41, settings.size() / 2, side);
    List<byte[]> requests = requests(42, settings.size(), side);
    try (Server server =
        Server.shipped(
            settings,
            settings.work().resolve("sealing-" + round + "-" + SIDES.indexOf(side)),
            "hindsight.integrity.sealing=" + side.sealed())) {
      Load.importAll(server.address(), CONNECTIONS, warming);
      server.awaitCaughtUp();
      double cpu = server.cpuSeconds();
      long began = System.nanoTime();
      Load.importAll(server.address(), CONNECTIONS, requests);
      figures.add(side.name() + RATE, settings.size() / ((System.nanoTime() - began) / 1e9));
      figures.add(side.name() + CPU, (server.cpuSeconds() - cpu) / settings.size() * 1e6);
      if (side.sealed()) {
        check(server, figures);
      }
    }
  }

  private static List<byte[]> requests(long seed, int size, Side side) {
    return new Ratings(seed, size).requests(LINES, rating -> line(rating, side.context()));
  }

  /** How quickly the server compares a log with its seals, and that it is intact. */
  private static void check(Server server, Figures figures) throws InterruptedException {
    server.awaitCaughtUp();
    long began = System.nanoTime();
    long events = 0;
    Long next = 0L;
    while (next != null) {
      JsonNode page = server.api().post("/v1/audit/integrity/check?after=" + next, Map.of());
      if (!page.path("result").asString("").equals("intact")) {
        throw new IllegalStateException(page.toString());
      }
      events += page.path("events").asLong(0);
      next = page.hasNonNull("next") ? (Long) page.get("next").asLong() : null;
    }
    figures.add("checked by its seals [events/s]", events / ((System.nanoTime() - began) / 1e9));
  }

  private static String line(Rating rating, String context) {
    return "{\"userId\":\"%d\",\"itemId\":\"%d\",\"type\":\"rating\",\"value\":%d,\"timestamp\":\"%s\","
            .formatted(rating.person(), rating.item(), rating.value(), rating.at())
        + context.formatted("s-%08d-%08d".formatted(rating.person(), rating.item()), "phone-app-17")
        + "}\n";
  }
}
