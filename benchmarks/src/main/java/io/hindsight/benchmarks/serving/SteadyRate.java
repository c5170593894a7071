package io.hindsight.benchmarks.serving;

import io.hindsight.benchmarks.support.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Gatling in a process of its own, sending at a rate that does not depend on the answers. */
final class SteadyRate {
  private SteadyRate() {}

  record Answer(double p50, double p95, double p99, double failed) {}

  static Answer run(URI address, String path, int people, double rate, Settings settings) {
    Path reports = settings.work().resolve("gatling-" + System.nanoTime());
    List<String> command =
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-Xmx1g",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dload.address=" + address,
            "-Dload.path=" + path,
            "-Dload.people=" + people,
            "-Dload.rate=" + rate,
            "-Dload.seconds=" + settings.seconds(),
            "-cp",
            System.getProperty("benchmarks.gatling", "no-class-path-for-gatling"),
            "io.gatling.app.Gatling",
            "-s",
            "io.hindsight.load.SteadyLoad",
            "-rf",
            reports.toString());
    try {
      Path output = Files.createDirectories(settings.results()).resolve("gatling.out");
      int end =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start()
              .waitFor();
      if (end != 0) {
        throw new IllegalStateException("Gatling ended with " + end + ", see " + output);
      }
      return read(reports);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Gatling writes what it found for one kind of request into a page only. */
  private static Answer read(Path reports) throws IOException {
    try (Stream<Path> files = Files.walk(reports)) {
      Path page =
          files
              .filter(file -> file.getFileName().toString().startsWith("req_measured"))
              .findFirst()
              .orElseThrow();
      String text = Files.readString(page);
      return new Answer(
          cell(text, "50th percentile", "total"),
          cell(text, "95th percentile", "total"),
          cell(text, "99th percentile", "total"),
          cell(text, "Total count", "ko"));
    }
  }

  private static double cell(String page, String row, String column) {
    Matcher found =
        Pattern.compile(
                row + "</td>(?:(?!</tr>).)*?class=\"" + column + "\">([^<]*)<", Pattern.DOTALL)
            .matcher(page);
    if (!found.find()) {
      throw new IllegalStateException("Gatling's page has no " + row);
    }
    String number = found.group(1).replace(",", "").strip();
    return number.equals("-") ? 0 : Double.parseDouble(number);
  }
}
