package io.hindsight.benchmarks.serving;

import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Fill;
import io.hindsight.benchmarks.support.Load;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.benchmarks.support.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Personal lists with durable receipts against a constant body of equal size from the same process:
 * how many a second from a fixed number of busy connections, and then how long each takes at half
 * of that rate. Nobody interacts meanwhile, so rankings are kept; once more without keeping any.
 */
public final class ServingBenchmark {
  private static final String LISTS = "recommendations with receipts [requests/s]";
  private static final String UNKEPT = "recommendations, every ranking made anew [requests/s]";
  private static final String CONSTANT = "constant body of equal size [requests/s]";

  private static final String LISTS_CPU = "server, a recommendation, views included [CPU µs]";
  private static final String CONSTANT_CPU = "server, a constant body [CPU µs]";

  /** More of them would keep the compiler from its work. */
  private static final int WARMING = 8;

  private ServingBenchmark() {}

  public static void run(Settings settings) throws IOException, InterruptedException {
    Ratings ratings = new Ratings(42, settings.size());
    Figures figures =
        new Figures("serving")
            .about("interactions", settings.size())
            .about("connections", settings.connections())
            .about("seconds", settings.seconds());
    try (Server server = Server.of(BenchmarkServer.class, settings.work().resolve("serving"))) {
      Fill.with(server, ratings);
      Fill.train(server);
      String constant = "/constant/" + size(server, ratings);
      figures.about("body", constant);
      warmUp(server, ratings, settings);
      constant(server, constant, settings);
      for (int round = 0; round < settings.rounds(); round++) {
        double commits = server.metric("hindsight.log.commits");
        double appended = server.metric("hindsight.log.receipts");
        double cpu = server.cpuSeconds();
        figures.add(LISTS, lists(server, ratings, settings));
        cpu = (server.cpuSeconds() - cpu) / settings.seconds();
        figures.add(LISTS_CPU, cpu / figures.last(LISTS) * 1e6);
        figures.add(
            "receipts in a commit",
            (server.metric("hindsight.log.receipts") - appended)
                / (server.metric("hindsight.log.commits") - commits));
        cpu = server.cpuSeconds();
        figures.add(CONSTANT, constant(server, constant, settings));
        cpu = (server.cpuSeconds() - cpu) / settings.seconds();
        figures.add(CONSTANT_CPU, cpu / figures.last(CONSTANT) * 1e6);
      }
      figures.ratio("ratio (aim 0.5)", LISTS, CONSTANT);
      double rate = figures.median(LISTS) / 2;
      figures.about("gatlingRate", Math.round(rate));
      for (int round = 0; round < settings.rounds(); round++) {
        String path = "/v1/users/#{person}/recommendations";
        latency(figures, "recommendations", server, path, ratings, rate, settings);
        latency(figures, "constant", server, constant, ratings, rate, settings);
      }
    }
    Path data = settings.work().resolve("serving");
    try (Server server = Server.of(BenchmarkServer.class, data, nothingRemembered())) {
      warmUp(server, ratings, settings);
      for (int round = 0; round < settings.rounds(); round++) {
        figures.add(UNKEPT, lists(server, ratings, settings));
      }
    }
    figures.print(settings.results());
  }

  /** Settings with which each list is ranked and written anew. */
  static String[] nothingRemembered() {
    return new String[] {
      "--hindsight.serving.ranking-memory=0", "--hindsight.serving.answer-memory=0"
    };
  }

  private static void warmUp(Server server, Ratings ratings, Settings settings) {
    lists(server, ratings, WARMING, 2 * settings.seconds());
    lists(server, ratings, settings);
  }

  private static double lists(Server server, Ratings ratings, Settings settings) {
    return lists(server, ratings, settings.connections(), settings.seconds());
  }

  private static double lists(Server server, Ratings ratings, int connections, int seconds) {
    return Load.closedLoop(
        server.address(),
        connections,
        seconds,
        (wire, connection) -> {
          int person = ThreadLocalRandom.current().nextInt(ratings.people());
          Load.expect(200, wire.get("/v1/users/" + person + "/recommendations"));
          return true;
        });
  }

  private static double constant(Server server, String path, Settings settings) {
    return Load.closedLoop(
        server.address(),
        settings.connections(),
        settings.seconds(),
        (wire, connection) -> {
          Load.expect(200, wire.get(path));
          return true;
        });
  }

  private static void latency(
      Figures figures,
      String what,
      Server server,
      String path,
      Ratings ratings,
      double rate,
      Settings settings) {
    SteadyRate.Answer answer =
        SteadyRate.run(server.address(), path, ratings.people(), rate, settings);
    figures.add(what + " at half of the rate, p50 [ms]", answer.p50());
    figures.add(what + " at half of the rate, p95 [ms]", answer.p95());
    figures.add(what + " at half of the rate, p99 [ms]", answer.p99());
    figures.add(what + " at half of the rate, failed", answer.failed());
  }

  /** The mean length of a list. */
  private static int size(Server server, Ratings ratings) throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    long bytes = 0;
    int lists = 200;
    try (Wire wire = new Wire(server.address())) {
      for (int i = 0; i < lists; i++) {
        String path = "/v1/users/" + random.nextInt(ratings.people()) + "/recommendations";
        bytes += Load.expect(200, wire.get(path)).body().length;
      }
    }
    return (int) (bytes / lists);
  }
}
