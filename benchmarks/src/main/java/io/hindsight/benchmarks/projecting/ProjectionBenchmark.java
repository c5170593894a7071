package io.hindsight.benchmarks.projecting;

import io.hindsight.benchmarks.support.Child;
import io.hindsight.benchmarks.support.Figures;
import io.hindsight.benchmarks.support.Fill;
import io.hindsight.benchmarks.support.Ratings;
import io.hindsight.benchmarks.support.Server;
import io.hindsight.benchmarks.support.Settings;
import java.nio.file.Path;
import java.util.Map;

/**
 * All views made from an existing log, against merely reading that log through the same engine,
 * each in a process that does nothing else.
 */
public final class ProjectionBenchmark {
  private static final String VIEWS = "all ten views from the log [events/s]";
  private static final String READ = "reading, payloads unparsed [events/s]";
  private static final String PARSED = "reading, payloads parsed [events/s]";

  private ProjectionBenchmark() {}

  public static void run(Settings settings) throws InterruptedException {
    Figures figures = new Figures("projection").about("interactions", settings.size());
    Path data = settings.work().resolve("projection");
    try (Server server = Server.shipped(settings, data)) {
      Fill.with(server, new Ratings(42, settings.size()));
    }
    Path log = data.resolve("log.db");
    for (int round = 0; round < settings.rounds(); round++) {
      measure(figures, VIEWS, AllViews.class, log, data.resolve("views-" + round + ".db"));
      measure(figures, READ, Reading.class, log, false);
      measure(figures, PARSED, Reading.class, log, true);
    }
    figures.ratio("ratio to reading, unparsed", VIEWS, READ);
    figures.ratio("ratio to reading, parsed", VIEWS, PARSED);
    figures.print(settings.results());
  }

  private static void measure(Figures figures, String name, Class<?> main, Object... arguments) {
    Map<String, Double> found = Child.run(main, arguments);
    figures.add(name, found.getOrDefault("rate", Double.NaN));
    figures.add(
        name.replace("[events/s]", "[CPU µs/event]"), found.getOrDefault("cpu", Double.NaN));
  }
}
