package io.hindsight.benchmarks.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a benchmark found, a value each round: as a table, and as JSON. */
public final class Figures {
  private final String benchmark;
  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private final Map<String, Object> about = new LinkedHashMap<>();

  public Figures(String benchmark) {
    this.benchmark = benchmark;
    about.put("benchmark", benchmark);
    about.put("at", Instant.now().toString());
    about.put("java", Runtime.version().toString());
    about.put("cores", Runtime.getRuntime().availableProcessors());
    about.put("loadBefore", Machine.load());
  }

  public Figures about(String name, Object value) {
    about.put(name, value);
    return this;
  }

  /**
   * @param name with its unit
   */
  public void add(String name, double value) {
    values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    System.out.printf(Locale.ROOT, "    %-58s %s%n", name, number(value));
  }

  /** The quotient of two figures, round by round. */
  public void ratio(String name, String dividend, String divisor) {
    List<Double> above = values.getOrDefault(dividend, List.of());
    List<Double> below = values.getOrDefault(divisor, List.of());
    for (int i = 0; i < Math.min(above.size(), below.size()); i++) {
      values.computeIfAbsent(name, n -> new ArrayList<>()).add(above.get(i) / below.get(i));
    }
  }

  public double last(String name) {
    List<Double> all = values.getOrDefault(name, List.of());
    return all.isEmpty() ? Double.NaN : all.getLast();
  }

  public double median(String name) {
    List<Double> sorted = values.getOrDefault(name, List.of()).stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : middle(sorted);
  }

  private static double middle(List<Double> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  public void print(Path folder) {
    about.put("loadAfter", Machine.load());
    System.out.printf("%n%s  %s%n", benchmark, about);
    System.out.printf("  %-58s %10s %10s %10s  rounds%n", "", "min", "median", "max");
    values.forEach(
        (name, all) -> {
          List<Double> sorted = all.stream().sorted().toList();
          System.out.printf(
              "  %-58s %10s %10s %10s  %d%n",
              name,
              number(sorted.getFirst()),
              number(middle(sorted)),
              number(sorted.getLast()),
              all.size());
        });
    about.put("figures", values);
    try {
      Files.createDirectories(folder);
      Files.write(
          folder.resolve(benchmark + ".json"),
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(about));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String number(double value) {
    String format = Math.abs(value) >= 1000 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }
}
