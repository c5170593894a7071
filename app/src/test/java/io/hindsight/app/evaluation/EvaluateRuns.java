package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.CommandLines;
import io.hindsight.app.support.CommandLines.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the command as it is typed, on small shops. */
abstract class EvaluateRuns {
  @TempDir Path directory;
  String out = "";
  String err = "";

  int run(String... arguments) {
    Shown shown = CommandLines.runHere("evaluate", arguments);
    out = shown.out();
    err = shown.err();
    return shown.code();
  }

  /**
   * Measures the {@link #shop()} at 5 and 10, into {@code report.json} and {@code report.html}.
   *
   * @param more options
   */
  int report(String models, String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("--data", shop().toString(), "--models", models));
    all.addAll(List.of("--k", "5,10", "--json", directory.resolve("report.json").toString()));
    all.addAll(List.of("--html", directory.resolve("report.html").toString()));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  Path file(String name, String... lines) throws IOException {
    return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
  }

  /** A shop of two tastes, seeded. */
  Path shop() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    List<String> lines = new ArrayList<>(List.of("user_id,item_id,value,timestamp,marketplace_id"));
    for (int user = 0; user < 80; user++) {
      for (int i = 0; i < 12; i++) {
        int item = user % 2 * 30 + (int) (30 * random.nextDouble() * random.nextDouble());
        lines.add(
            "u%d,i%d,%d,%d,%s"
                .formatted(user, item, 1 + random.nextInt(5), i, user % 3 == 0 ? "de" : "at"));
      }
    }
    return file("shop.csv", lines.toArray(String[]::new));
  }

  JsonNode json(Path file) throws IOException {
    return JsonMapper.builder().build().readTree(Files.readString(file));
  }

  double metric(Path json, String name) throws IOException {
    return json(json).path("models").path(0).path("metrics").path(name).path("mean").asDouble();
  }

  void refused(String message, String... arguments) {
    assertThat(run(arguments)).as(message).isEqualTo(1);
    assertThat(err.lines().filter(line -> line.startsWith("hindsight: ")))
        .as(err)
        .singleElement()
        .asString()
        .contains(message);
    assertThat(err).doesNotContain("\tat ");
  }
}
