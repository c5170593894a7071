package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.FreePort;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.app.support.SharedData;
import io.hindsight.app.support.StoredData;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real import into a real server, both killed without a chance to tidy up. */
class KilledMovieLensImportTest {
  private static final int RATINGS = 100_000;
  private static final int MOVIES = 1_682;
  private static final int MIDWAY = 25_000;

  @TempDir Path directory;

  @Test
  void aHundredThousandRatingsAreStoredOnceAndRecommendFromThere() throws Exception {
    Path ratings = SharedData.require("ml-100k");
    Path data = directory.resolve("data");
    int port = FreePort.next();
    ServerProcess first = ServerProcess.start(data, port, Map.of());
    long before;
    try (TestServer server = TestServer.of(first)) {
      Process importing = importing(ratings, port);
      TestServer.awaiting(MIDWAY + " events", () -> !importing.isAlive() || head(server) >= MIDWAY);
      assertThat(importing.destroyForcibly().waitFor()).as("killed, not finished").isNotZero();
      before = head(server);
      first.kill();
    }
    assertThat(before).isBetween((long) MIDWAY, RATINGS - 1L);

    try (TestServer server = TestServer.of(ServerProcess.start(data, port, Map.of()))) {
      Process again = importing(ratings, port);
      String output = new String(again.getInputStream().readAllBytes());
      assertThat(again.waitFor()).as(output).isZero();
      assertThat(output)
          .contains("were brought in by an earlier run")
          .containsPattern("interactions +100,000 ")
          .contains("serves now");
      System.out.printf(
          "import and server killed at position %d; then:%n%s%n", before, summary(output));

      JsonNode quality = server.seen("/v1/quality", head(server)).body();
      assertThat(quality.get("accepted").asLong()).isEqualTo(RATINGS);
      assertThat(quality.get("unknownItem").asLong()).isZero();
      assertThat(quality.get("rejected")).isEmpty();
      assertRecommendsPersonally(server);
      TestServer.awaiting("all views at the head", () -> lag(server) == 0);
    }
    List<InteractionRecorded> recorded = StoredData.events(data, InteractionRecorded.class);
    assertThat(recorded).hasSize(RATINGS);
    Set<String> pairs = new HashSet<>();
    recorded.forEach(one -> pairs.add(one.subjectId() + " " + one.itemId()));
    assertThat(pairs).as("nobody rated a film twice in ml-100k").hasSize(RATINGS);
    assertThat(
            StoredData.assertViewsEqualTheLog(data, Files.createDirectory(directory.resolve("v"))))
        .isGreaterThan(RATINGS + MOVIES);
  }

  private static void assertRecommendsPersonally(TestServer server) {
    for (String user : List.of("1", "196", "405", "943")) {
      JsonNode list = server.get("/v1/users/" + user + "/recommendations?n=10").body();
      assertThat(list.get("algorithm").asString()).isEqualTo("item-knn");
      assertThat(list.get("items")).hasSize(10);
      for (JsonNode item : list.get("items")) {
        JsonNode reason = item.get("reasons").get(0);
        assertThat(reason.get("code").asString()).as(item.toString()).isEqualTo("because-you");
        assertThat(reason.get("text").asString()).startsWith("because you rated");
      }
    }
  }

  /** Views may wait until the import is over; the log tells how far it is. */
  private static long head(TestServer server) {
    return server.get("/v1/views").body().get("head").asLong();
  }

  private static long lag(TestServer server) {
    long lag = 0;
    for (JsonNode view : server.get("/v1/views").body().get("views")) {
      lag += view.get("lag").asLong();
    }
    return lag;
  }

  private static String summary(String output) {
    return output.substring(output.indexOf("Imported "));
  }

  private Process importing(Path ratings, int port) {
    return ServerProcess.hindsight(
        List.of(
            "import",
            "movielens",
            ratings.toString(),
            "--url",
            "http://localhost:" + port,
            "--batch",
            "1000",
            "--state",
            directory.resolve("states").toString()));
  }
}
