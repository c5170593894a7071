package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.Hindsight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed without a chance to tidy up. */
class KilledSearchTest {
  private static final int TRIALS = 60;

  @TempDir Path directory;

  @Test
  void aSearchThatWasKilledGoesOnAndFindsTheSame() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    List<String> lines = new ArrayList<>(List.of("user_id,item_id,timestamp"));
    for (int i = 0; i < 40_000; i++) {
      lines.add("u%d,i%d,%d".formatted(random.nextInt(800), (int) (900 * random.nextDouble()), i));
    }
    Path data = Files.write(directory.resolve("data.csv"), lines);
    Path kept = Files.createDirectory(directory.resolve("kept")).resolve("trials");
    try (WatchService watch = kept.getFileSystem().newWatchService()) {
      kept.getParent()
          .register(
              watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      Process first = search(data, kept);
      while (trials(kept) < 3) {
        WatchKey key = watch.poll(60, TimeUnit.SECONDS);
        assertThat(key).as("a trial within a minute").isNotNull();
        key.pollEvents();
        key.reset();
      }
      first.destroyForcibly().waitFor();
    }
    long before = trials(kept);
    assertThat(before).isLessThan(TRIALS);

    Process second = search(data, kept);
    String output = new String(second.getInputStream().readAllBytes());
    assertThat(second.waitFor()).as(output).isZero();
    assertThat(output).contains("note: " + before + " trials were known from an earlier run");

    Process undisturbed = search(data, directory.resolve("others"));
    String expected = new String(undisturbed.getInputStream().readAllBytes());
    assertThat(best(output))
        .isEqualTo(best(expected))
        .contains("Best of " + TRIALS + " candidates");
  }

  private static long trials(Path kept) throws Exception {
    if (!Files.exists(kept)) {
      return 0;
    }
    try (var lines = Files.lines(kept)) {
      return lines.filter(line -> !line.isBlank()).count();
    }
  }

  private static String best(String output) {
    return output.lines().filter(line -> line.startsWith("Best of")).findFirst().orElse(output);
  }

  private static Process search(Path data, Path state) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Hindsight.class.getName(),
            "evaluate",
            "--data",
            data.toString(),
            "--models",
            "item-knn:neighbours=1..300",
            "--search",
            "random",
            "--trials",
            String.valueOf(TRIALS),
            "--state",
            state.toString())
        .redirectErrorStream(true)
        .start();
  }
}
