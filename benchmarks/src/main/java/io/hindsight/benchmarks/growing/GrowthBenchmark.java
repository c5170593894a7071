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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The shipped server with more and more in it: interactions, with a person for every hundred, then
 * items and people, each alone. Once a point, since the larger ones take long: differences of a
 * tenth say nothing.
 */
public final class GrowthBenchmark {
  private static final int LISTS = 2_000;
  private static final int WARMING = 6_000;

  /** A catalog is sent so many items a request. */
  private static final int ITEMS_A_REQUEST = 5_000;

  private GrowthBenchmark() {}

  /** How much a server has in it. */
  private record Size(int interactions, int people, int items) {
    static final Size USUAL = new Size(300_000, 10_000, 10_000);

    Ratings ratings() {
      return new Ratings(42, interactions, people, items);
    }
  }

  /** What grows. */
  private enum Axis {
    INTERACTIONS(100_000, 1),
    ITEMS(1_000, 10),
    PEOPLE(1_000, 10);

    private final int first;
    private final int part;

    /**
     * @param part of the most interactions that this grows to
     */
    Axis(int first, int part) {
      this.first = first;
      this.part = part;
    }

    /** Tenfold each time. */
    List<Integer> points(int most) {
      List<Integer> points = new ArrayList<>();
      for (long point = first; point <= most / part; point *= 10) {
        points.add((int) point);
      }
      return points;
    }

    Size size(int point) {
      Size usual = Size.USUAL;
      return switch (this) {
        case ITEMS -> new Size(usual.interactions(), usual.people(), point);
        case PEOPLE -> new Size(usual.interactions(), point, usual.items());
        case INTERACTIONS -> new Size(point, point / 100, usual.items());
      };
    }
  }

  /**
   * @param settings its size is the most interactions: 10,000,000 for the whole range, with up to a
   *     million items and people
   */
  public static void run(Settings settings) throws IOException, InterruptedException {
    Map<Size, Map<String, Double>> measured = new HashMap<>();
    for (Axis axis : Axis.values()) {
      String name = axis.name().toLowerCase(Locale.ROOT);
      List<Integer> points = axis.points(settings.size());
      Figures figures =
          new Figures("growth-" + name).about("points", points).about("usual", Size.USUAL);
      for (int point : points) {
        System.out.printf("  %,d %s%n", point, name);
        Size size = axis.size(point);
        if (!measured.containsKey(size)) {
          measured.put(size, measure(size.ratings(), settings));
        }
        measured.get(size).forEach(figures::add);
        figures.print(settings.results());
      }
    }
  }

  private static Map<String, Double> measure(Ratings ratings, Settings settings)
      throws IOException, InterruptedException {
    Map<String, Double> figures = new LinkedHashMap<>();
    Path data = settings.work().resolve("growth");
    DataDirectories.delete(data);
    try (Server server = Server.shipped(settings, data)) {
      fill(figures, server, ratings);
      long began = System.nanoTime();
      Fill.train(server);
      figures.put("training of item-knn [s]", seconds(began));
      lists(figures, server, ratings);
      figures.put("heap in use after a collection [MB]", server.liveHeap() / 1e6);
    }
    figures.put("log [MB]", megabytes(data, "log.db"));
    figures.put("views [MB]", megabytes(data, "views.db"));
    figures.put("checkpoints and models [MB]", megabytes(data, "checkpoints", "models"));
    figures.put("keys [MB]", megabytes(data, "keys.db"));
    start(figures, settings, data);
    DataDirectories.delete(data);
    return figures;
  }

  private static void fill(Map<String, Double> figures, Server server, Ratings ratings)
      throws InterruptedException {
    long began = System.nanoTime();
    for (byte[] items : ratings.catalog(ITEMS_A_REQUEST)) {
      server.api().postLines("/v1/items", items);
    }
    figures.put("items, durable [items/s]", ratings.items() / seconds(began));
    server.awaitCaughtUp();
    began = System.nanoTime();
    Load.importAll(server.address(), 2, ratings);
    figures.put("import, durable [interactions/s]", ratings.count() / seconds(began));
    server.awaitCaughtUp();
    figures.put(
        "import until all views have it [interactions/s]", ratings.count() / seconds(began));
  }

  /** One after the other, of people at random: those who did nothing are among them. */
  private static void lists(Map<String, Double> figures, Server server, Ratings ratings)
      throws IOException {
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
    figures.put("a list, p50 [ms]", millis.at(0.5));
    figures.put("a list, p99 [ms]", millis.at(0.99));
  }

  private static void start(Map<String, Double> figures, Settings settings, Path data)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (Server server = Server.shipped(settings, data);
        Wire wire = new Wire(server.address())) {
      server.awaitReady();
      Load.expect(200, wire.get("/v1/users/1/recommendations"));
      figures.put("start until the first list [s]", seconds(began));
    }
  }

  private static double megabytes(Path data, String... names) {
    double bytes = 0;
    for (Path part : Stream.of(names).map(data::resolve).filter(Files::exists).toList()) {
      try (Stream<Path> files = Files.walk(part)) {
        bytes += files.filter(Files::isRegularFile).mapToLong(GrowthBenchmark::size).sum();
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
