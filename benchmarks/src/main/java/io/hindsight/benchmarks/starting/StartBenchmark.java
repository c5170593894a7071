package io.hindsight.benchmarks.starting;

import io.hindsight.app.launch.DataDirectories;
import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Fill;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.benchmarks.support.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * From the start of the shipped server's process until it says that it is ready, and until a list
 * was answered by folds that have come to the end of the log.
 */
public final class StartBenchmark {
  private StartBenchmark() {}

  public static void run(Settings settings) throws IOException, InterruptedException {
    Figures figures = new Figures("start").about("interactions", settings.size());
    Path full = settings.work().resolve("start-full");
    try (Server server = Server.shipped(settings, full)) {
      Fill.with(server, new Ratings(42, settings.size()));
      Fill.train(server);
    }
    for (int round = 0; round < settings.rounds(); round++) {
      Path empty = settings.work().resolve("start-empty-" + round);
      start(figures, "empty log", settings, empty);
      start(figures, "full log", settings, full);
    }
    for (int round = 0; round < Math.min(2, settings.rounds()); round++) {
      for (String file : new String[] {"views.db", "views.db-wal", "views.db-shm"}) {
        Files.deleteIfExists(full.resolve(file));
      }
      DataDirectories.delete(full.resolve("checkpoints"));
      start(figures, "full log, views and checkpoints gone", settings, full);
    }
    figures.print(settings.results());
  }

  private static void start(Figures figures, String what, Settings settings, Path data)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (Server server = Server.shipped(settings, data)) {
      server.awaitReady();
      figures.add(what + ": ready [s]", seconds(began));
      server.awaitCaughtUp();
      figures.add(what + ": all folds at the end [s]", seconds(began));
      try (Wire wire = new Wire(server.address())) {
        Fill.items(wire.get("/v1/users/1/recommendations"));
      }
      figures.add(what + ": first list [s]", seconds(began));
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
