package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.Seed;
import io.hindsight.app.support.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the system as of a moment, on which something else may happen. */
class ReplayTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "hindsight.training.at-start", "false",
          "hindsight.serving.epoch-events", "1");
  private static final List<String> PATHS =
      List.of(
          "/v1/items",
          "/v1/placements",
          "/v1/models",
          "/v1/users/ann/history",
          "/v1/users/ann/features",
          "/v1/items/tea/features",
          "/v1/quality");

  @TempDir Path directory;

  private record Ended(int code, String output) {}

  private static Ended replay(Path data, Object to, Path into) throws Exception {
    Process process =
        ServerProcess.hindsight(
            List.of(
                "replay", "--to", to.toString(), "--into", into.toString(), "--data", "" + data));
    String output = new String(process.getInputStream().readAllBytes());
    return new Ended(process.waitFor(), output);
  }

  private static long did(TestServer server, String user, String item) {
    Answer answer =
        server.post(
            "/v1/interactions",
            "{\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"like\"}".formatted(user, item));
    assertThat(answer.status()).isEqualTo(202);
    return answer.position();
  }

  private static Map<String, String> told(TestServer server, long position) {
    Map<String, String> told = new TreeMap<>();
    for (String path : PATHS) {
      Answer answer = server.seen(path, position);
      assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
      told.put(path, answer.body().toString());
    }
    return told;
  }

  @Test
  void theCopyIsTheSystemAsItWasAndGoesItsOwnWay() throws Exception {
    Path data = directory.resolve("data");
    Path copy = directory.resolve("copy");
    long then = 0;
    Map<String, String> told;
    String list;
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      for (String item : List.of("tea", "cup", "pot")) {
        server.put("/v1/items/" + item, "{\"title\":\"A %s\"}".formatted(item));
      }
      for (int i = 0; i < 12; i++) {
        then = did(server, i % 2 == 0 ? "ann" : "bob", i % 3 == 0 ? "tea" : "cup");
      }
      server.train();
      then = server.get("/v1/views").body().get("head").asLong();
      told = told(server, then);
      list = server.get("/v1/users/ann/recommendations").body().get("items").toString();
      did(server, "ann", "pot");
      server.delete("/v1/items/cup");

      Ended ended = replay(data, then, copy);
      assertThat(ended.code()).as(ended.output()).isZero();
      assertThat(ended.output()).contains("events to position " + then, "models: 1", "Done.");
    }
    long head;
    try (TestServer past = TestServer.start(copy, SETTINGS)) {
      // Sagas begin again at the start of the log; what they repeat is recognised.
      assertThat(told(past, then)).isEqualTo(told);
      TestServer.awaiting(
          "the list of then",
          () ->
              past.get("/v1/users/ann/recommendations")
                  .body()
                  .get("items")
                  .toString()
                  .equals(list));
      head = did(past, "ann", "tea");
      assertThat(head).isGreaterThan(then);
    }
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      assertThat(server.get("/v1/users/ann/history").body().get("interactions"))
          .as("the copy's own way is not here")
          .hasSize(7);
      assertThat(server.get("/v1/items/tea/features?asOf=" + then).body().toString())
          .isEqualTo(told.get("/v1/items/tea/features"));
    }
  }

  @Test
  void whatCannotBeIsRefusedAndLeavesNothing() throws Exception {
    Path data = directory.resolve("data");
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      did(server, "ann", "tea");
    }
    for (String to : List.of("1000", "1999-01-01T00:00:00Z", "yesterday")) {
      Path into = directory.resolve("into-" + to.charAt(0));
      Ended ended = replay(data, to, into);
      assertThat(ended.code()).as(ended.output()).isEqualTo(1);
      assertThat(ended.output()).contains("hindsight: ").doesNotContain("Exception");
      assertThat(into).doesNotExist();
    }
    Path full = Files.createDirectories(directory.resolve("full/of-something")).getParent();
    assertThat(replay(data, 1, full).output()).contains("is not an empty directory");
    assertThat(replay(directory.resolve("none"), 1, directory.resolve("x")).output())
        .contains("there is no data of a server");
  }

  @Test
  void aCopyThatWasKilledIsNotTakenForWhole() throws Exception {
    Path data = directory.resolve("data");
    Seed seed = Seed.of(ReplayTest.class);
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 20_000; i++) {
        lines.append("{\"userId\":\"u%d\",\"itemId\":\"i\",\"type\":\"view\"}\n".formatted(i));
      }
      assertThat(server.ndjson("/v1/interactions", lines.toString()).status()).isEqualTo(202);
    }
    int unfinished = 0;
    for (int round = 0; round < 3; round++) {
      Path into = directory.resolve("killed-" + round);
      Process process =
          ServerProcess.hindsight(
              List.of("replay", "--to", "15000", "--into", "" + into, "--data", "" + data));
      TestServer.awaiting("it to begin", () -> Files.exists(into) || !process.isAlive());
      process.waitFor(seed.random(round).nextInt(300), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      if (Files.exists(into.resolve(DataDirectory.UNFINISHED))) {
        unfinished++;
        Process up = ServerProcess.hindsight(List.of("up", "--data", "" + into, "--port", "0"));
        assertThat(new String(up.getInputStream().readAllBytes())).contains("never finished");
        assertThat(up.waitFor()).isEqualTo(1);
      } else {
        assertThat(into.resolve("log.db")).exists();
      }
    }
    System.out.println(unfinished + " of 3 copies were killed before they were whole");
  }
}
