package io.hindsight.app.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.Hindsight;
import io.hindsight.app.support.FakeApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed without a chance to tidy up. */
class KilledImportTest {
  private static final int ROWS = 5_000;

  @TempDir Path directory;

  @Test
  void anImportThatWasKilledGoesOnWithNothingLostAndNothingDoubled() throws Exception {
    StringBuilder text = new StringBuilder("user_id,item_id,timestamp\n");
    for (int i = 0; i < ROWS; i++) {
      // Every other row has no time, so that both kinds of identity are tried.
      text.append("u,i").append(i % 9).append(i % 2 == 0 ? "," + (1714550400 + i) : ",");
      text.append('\n');
    }
    Path file = Files.writeString(directory.resolve("rows.csv"), text);
    try (FakeApi server = new FakeApi()) {
      AtomicInteger writes = new AtomicInteger();
      CountDownLatch midway = new CountDownLatch(1);
      CountDownLatch killed = new CountDownLatch(1);
      server.beforeEachWrite(
          () -> {
            if (writes.incrementAndGet() == 20) {
              midway.countDown();
              await(killed);
            }
          });
      Process first = importing(file, server);
      assertThat(midway.await(60, TimeUnit.SECONDS)).isTrue();
      first.destroyForcibly().waitFor();
      killed.countDown();

      Process second = importing(file, server);
      String output = new String(second.getInputStream().readAllBytes());

      assertThat(second.waitFor()).as(output).isZero();
      assertThat(output).contains("going on after the first", "were brought in by an earlier run");
      assertThat(server.interactions()).hasSize(ROWS);
      assertThat(server.trainings()).isEqualTo(1);
      assertThat(output).contains("curl '" + server.address() + "/v1/users/u/recommendations");
    }
  }

  private Process importing(Path file, FakeApi server) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Hindsight.class.getName(),
            "import",
            "csv",
            file.toString(),
            "--url",
            server.address().toString(),
            "--batch",
            "100",
            "--state",
            directory.resolve("states").toString());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody was killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
