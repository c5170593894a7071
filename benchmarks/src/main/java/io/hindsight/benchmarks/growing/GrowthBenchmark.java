package io.hindsight.benchmarks.growing;

import io.hindsight.app.launch.DataDirectories;
import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Fill;
import io.hindsight.benchmarks.support.Load;
import io.hindsight.benchmarks.support.Percentiles;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import io.hindsight.benchmarks.support.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The shipped server with more and more in it: first interactions, then items, then people, each
 * alone. Once a point, since the larger ones take long: differences of a tenth say nothing.
 */
public final class GrowthBenchmark {
  private static final int LISTS = 2_000;
  private static final int WARMING = 6_000;
  private static final int USUAL_INTERACTIONS = 1_000_000;
  private static final int USUAL_ITEMS = 10_000;
  private static final int USUAL_PEOPLE = 10_000;

  /** A catalog is sent so many items a request. */
  private static final int ITEMS_A_REQUEST = 5_000;

  private GrowthBenchmark() {}

  /** What grows. */
  private enum Axis {
    INTERACTIONS(100_000),
    ITEMS(1_000),
    PEOPLE(1_000);

    private final int first;

    Axis(int first) {
      this.first = first;
    }

    /** Tenfold each time, up to a tenth of the most interactions, or to all of them. */
    List<Integer> points(int most) {
      List<Integer> points = new ArrayList<>();
      for (long size = first; size <= (this == INTERACTIONS ? most : most / 10); size *= 10) {
        points.add((int) size);
      }
      return points;
    }

    Ratings ratings(int size) {
      return switch (this) {
        case INTERACTIONS -> new Ratings(42, size, USUAL_PEOPLE, USUAL_ITEMS);
        case ITEMS -> new Ratings(42, USUAL_INTERACTIONS, USUAL_PEOPLE, size);
        case PEOPLE -> new Ratings(42, USUAL_INTERACTIONS, size, USUAL_ITEMS);
      };
    }
  }

  /**
   * @param settings its size is the most interactions: 10,000,000 for the whole range, with up to a
   *     million items and people
   */
  public static void run(Settings settings) throws IOException, InterruptedException {
    for (Axis axis : Axis.values()) {
      String name = axis.name().toLowerCase(java.util.Locale.ROOT);
      Figures figures =
          new Figures("growth-" + name)
              .about("points", axis.points(settings.size()))
              .about("interactionsOfOtherAxes", USUAL_INTERACTIONS);
      for (int size : axis.points(settings.size())) {
        System.out.printf("  %,d %s%n", size, name);
        measure(figures, axis.ratings(size), settings);
        figures.print(settings.results());
      }
    }
  }

  private static void measure(Figures figures, Ratings ratings, Settings settings)
      throws IOException, InterruptedException {
    Path data = settings.work().resolve("growth");
    DataDirectories.delete(data);
    try (Server server = Server.shipped(settings, data)) {
      fill(figures, server, ratings);
      long began = System.nanoTime();
      Fill.train(server);
      figures.add("training of item-knn [s]", seconds(began));
      lists(figures, server, ratings);
      figures.add("heap in use after a collection [MB]", server.liveHeap() / 1e6);
    }
    figures.add("log [MB]", megabytes(data, "log.db"));
    figures.add("views [MB]", megabytes(data, "views.db"));
    figures.add("checkpoints and models [MB]", megabytes(data, "checkpoints", "models"));
    figures.add("keys [MB]", megabytes(data, "keys.db"));
    start(figures, settings, data);
    DataDirectories.delete(data);
  }

  private static void fill(Figures figures, Server server, Ratings ratings)
      throws InterruptedException {
    long began = System.nanoTime();
    for (byte[] items : ratings.catalog(ITEMS_A_REQUEST)) {
      server.api().postLines("/v1/items", items);
    }
    figures.add("items, durable [items/s]", ratings.items() / seconds(began));
    server.awaitCaughtUp();
    began = System.nanoTime();
    Load.importAll(server.address(), 2, ratings);
    figures.add("import, durable [interactions/s]", ratings.count() / seconds(began));
    server.awaitCaughtUp();
    figures.add(
        "import until all views have it [interactions/s]", ratings.count() / seconds(began));
  }

  /** One after the other, of people at random: those who did nothing are among them. */
  private static void lists(Figures figures, Server server, Ratings ratings) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    Percentiles millis = new Percentiles();
    try (Wire wire = new Wire(server.address())) {
      for (int i = 0; i < WARMING + LISTS; i++) {
        String path = "/v1/users/" + random.nextInt(ratings.people()) + "/recommendations";
        long began = System.nanoTime();
        Load.expect(200, wire.get(path));
        if (i >= WARMING) {
          millis.add((System.nanoTime() - began) / 1e6);
        }
      }
    }
    figures.add("a list, p50 [ms]", millis.at(0.5));
    figures.add("a list, p99 [ms]", millis.at(0.99));
  }

  private static void start(Figures figures, Settings settings, Path data)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (Server server = Server.shipped(settings, data);
        Wire wire = new Wire(server.address())) {
      while (wire.get("/actuator/health/readiness").status() != 200) {
        Thread.sleep(5);
      }
      Load.expect(200, wire.get("/v1/users/1/recommendations"));
      figures.add("start until the first list [s]", seconds(began));
    }
  }

  private static double megabytes(Path data, String... names) {
    double bytes = 0;
    for (String name : names) {
      try (Stream<Path> files = Files.walk(data.resolve(name))) {
        bytes += files.filter(Files::isRegularFile).mapToLong(GrowthBenchmark::size).sum();
      } catch (NoSuchFileException none) {
        bytes += 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bytes / 1e6;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
