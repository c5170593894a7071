package io.hindsight.benchmarks.auditing;

import io.hindsight.app.launch.DataDirectories;
import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Fill;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Computes served lists again on logs of three lengths, from a checkpoint right before them and,
 * with all checkpoints gone, from the start of the log.
 */
public final class ReproductionBenchmark {
  private static final int LISTS = 20;
  private static final int WARM_UP = 5;

  private ReproductionBenchmark() {}

  public static void run(Settings settings) throws IOException, InterruptedException {
    Figures figures = new Figures("reproduction").about("interactions", settings.size());
    for (int size : new int[] {settings.size() / 100, settings.size() / 10, settings.size()}) {
      Path data = settings.work().resolve("reproduction-" + size);
      Ratings ratings = new Ratings(42, size);
      try (Server server = Server.shipped(settings, data)) {
        Fill.with(server, ratings);
        Fill.train(server);
      } // which leaves a checkpoint
      List<String> served;
      try (Server server = Server.shipped(settings, data)) {
        server.awaitCaughtUp();
        served = serve(server, ratings.people());
        String what = "%,d interactions, from a checkpoint [ms]".formatted(size);
        reproduce(server, served, figures, what);
      }
      DataDirectories.delete(data.resolve("checkpoints"));
      try (Server server = Server.shipped(settings, data)) {
        server.awaitCaughtUp();
        DataDirectories.delete(data.resolve("checkpoints"));
        String what = "%,d interactions, from the start of the log [ms]".formatted(size);
        reproduce(server, served, figures, what);
      }
      DataDirectories.delete(data);
    }
    figures.print(settings.results());
  }

  private static List<String> serve(Server server, int people) {
    List<String> served = new ArrayList<>();
    for (int i = 0; i < LISTS + WARM_UP; i++) {
      JsonNode list = server.api().get("/v1/users/" + i % people + "/recommendations");
      served.add(list.path("recommendationId").asString(""));
    }
    return served;
  }

  private static void reproduce(Server server, List<String> served, Figures figures, String what) {
    for (int i = 0; i < served.size(); i++) {
      long began = System.nanoTime();
      JsonNode again =
          server.api().post("/v1/audit/recommendations/" + served.get(i) + "/reproduce", Map.of());
      if (!again.path("result").asString("").equals("identical")) {
        throw new IllegalStateException("not identical: " + again);
      }
      if (i >= WARM_UP) {
        figures.add(what, (System.nanoTime() - began) / 1e6);
      }
    }
  }
}
