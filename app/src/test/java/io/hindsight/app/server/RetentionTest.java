package io.hindsight.app.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.RawFiles;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.command.seal.VerifyingKey;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.subjects.Disclosed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server forgets old searches, and only these. */
class RetentionTest {
  private static final Map<String, String> POLICY =
      Map.of("hindsight.retention.search_click", "P90D");
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private static final Instant OLD = NOW.minus(200, ChronoUnit.DAYS);
  private static final Instant NEW = NOW.minus(9, ChronoUnit.DAYS);
  private static final int ITEMS = 8;

  @TempDir Path directory;

  @Test
  void oldSearchesAreForgottenEverywhereAndNothingElseIs() throws Exception {
    Path data = directory.resolve("data");
    String before;
    long position;
    try (TestServer server = TestServer.start(data)) {
      plant(server, true);
      server.train();
      before = list(server, "ann");
      assertThat(reproduced(server, before)).isEqualTo("identical");
      position = server.get("/v1/views").body().get("head").asLong();
      assertThat(server.get("/v1/retention").body().get("policies")).isEmpty();
    }
    assertThat(RawFiles.holding(data, "zqold3")).contains("log.db", "views.db");

    JsonNode status;
    String after;
    try (TestServer server = TestServer.start(data, POLICY)) {
      status = awaitCompleted(server, 1);
      assertOnlyOldSearchesAreGone(server, position);
      after = list(server, "ann");
      assertThat(reproduced(server, before)).as("of before").isEqualTo("identical");
      assertThat(reproduced(server, after)).as("of after").isEqualTo("identical");
      assertLateOnesAreRefused(server);
      server.train();
    }
    assertThat(RawFiles.holding(data, "zqold3")).containsExactly("log.db");
    assertThat(RawFiles.holding(data, "zqnew3")).contains("log.db", "views.db");
    assertTextsOfTheForgottenAreClosed(data);
    List<ModelTrained> trained = StoredData.events(data, ModelTrained.class);
    assertThat(trained.get(0).provenance().interactions()).isEqualTo(4L * ITEMS);
    assertThat(trained.get(1).provenance().interactions()).isEqualTo(3L * ITEMS);
    assertReceiptHolds(data, status);
    Path made = Files.createDirectory(directory.resolve("views"));
    assertThat(StoredData.assertViewsEqualTheLog(data, made)).isGreaterThan(30);

    try (TestServer server = TestServer.start(data, POLICY)) {
      assertThat(awaitCompleted(server, 1)).as("not again").isEqualTo(status);
      assertThat(reproduced(server, before)).isEqualTo("identical");
      assertThat(reproduced(server, after)).isEqualTo("identical");
    }
  }

  @Test
  void whatIsAnsweredIsAsIfTheOldOnesHadNeverHappened() {
    List<String> forgotten;
    try (TestServer server = TestServer.start(directory.resolve("with"))) {
      plant(server, true);
    }
    try (TestServer server = TestServer.start(directory.resolve("with"), POLICY)) {
      awaitCompleted(server, 1);
      server.train();
      forgotten = answers(server);
    }
    try (TestServer server = TestServer.start(directory.resolve("without"))) {
      plant(server, false);
      server.train();
      assertThat(forgotten).isEqualTo(answers(server));
    }
  }

  private static List<String> answers(TestServer server) {
    // The first epoch may have been made in the middle of what was planted.
    TestServer.awaiting(
        "counts of all",
        () ->
            server
                .get("/v1/popular?n=8")
                .body()
                .toString()
                .contains("\"score\":3.0,\"title\":\"T7\""));
    return List.of(
        shown(server, "/v1/users/ann/history", "interactions"),
        shown(server, "/v1/users/ann/features", "counts"),
        shown(server, "/v1/users/ann/features", "categories"),
        shown(server, "/v1/users/ann/features", "firstSeen"),
        shown(server, "/v1/items/i1/features", "counts"),
        shown(server, "/v1/items/i1/features", "firstSeen"),
        shown(server, "/v1/popular?n=8", "items"),
        shown(server, "/v1/users/ann/recommendations?n=5", "items"));
  }

  private static String shown(TestServer server, String path, String part) {
    Answer answer = server.get(path);
    is2xx(answer);
    assertThat(answer.body().has(part)).as(path + " " + answer.body()).isTrue();
    return path + " " + answer.body().get(part);
  }

  private static void plant(TestServer server, boolean old) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < ITEMS; i++) {
      is2xx(
          server.put(
              "/v1/items/i" + i, "{\"title\":\"T%d\",\"categories\":[\"tea\"]}".formatted(i)));
      if (old) {
        lines.append(did("zqold" + i, "ann", "i" + i % 3, "search_click", OLD, "zqmark-old"));
      }
      lines.append(did("zqnew" + i, "ann", "i" + i / 2, "search_click", NEW, "zqmark-new"));
      lines.append(did("zqlike" + i, "ann", "i" + i / 4, "like", OLD, null));
      lines.append(did("zqbob" + i, "bob", "i" + i, "like", NEW, null));
    }
    Answer taken = server.ndjson("/v1/interactions", lines.toString());
    assertThat(taken.body().get("rejected")).as(taken.body().toString()).isEmpty();
    is2xx(server.seen("/v1/users/ann/history", taken.position()));
    is2xx(server.seen("/v1/users/ann/features", taken.position()));
    is2xx(server.seen("/v1/items/i1/features", taken.position()));
  }

  private static String did(
      String id, String user, String item, String type, Instant at, String query) {
    return "{\"interactionId\":\"%s\",\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"%s\",\"timestamp\":\"%s\"%s}%n"
        .formatted(id, user, item, type, at, query == null ? "" : ",\"query\":\"" + query + "\"");
  }

  private static JsonNode awaitCompleted(TestServer server, int count) {
    TestServer.awaiting(
        "retention",
        () -> {
          JsonNode forgotten = server.get("/v1/retention").body().get("forgotten");
          return forgotten.size() == count
              && forgotten.get(0).get("status").asString().equals("completed");
        });
    return server.get("/v1/retention").body().get("forgotten").get(0);
  }

  private static void assertOnlyOldSearchesAreGone(TestServer server, long before) {
    JsonNode policy = server.get("/v1/retention").body().at("/policies/0");
    assertThat(policy.get("type").asString()).isEqualTo("search_click");
    assertThat(policy.get("period").asString()).isEqualTo("P90D");
    String history = server.get("/v1/users/ann/history").body().toString();
    assertThat(history).contains("zqnew3", "zqmark-new", "zqlike3").doesNotContain("zqold");
    String past = server.get("/v1/users/ann/history?asOf=" + before).body().toString();
    assertThat(past).as("as of before").contains("zqold3", "zqmark-new");
    assertThat(past).doesNotContain("zqmark-old");
    long head = server.get("/v1/views").body().get("head").asLong();
    assertThat(server.get("/v1/users/ann/history?asOf=" + head).body().toString())
        .as("as of after")
        .contains("zqnew3")
        .doesNotContain("zqold");
    assertThat(server.get("/v1/users/ann/features?asOf=" + head).body().get("counts"))
        .isEqualTo(server.get("/v1/users/ann/features").body().get("counts"));
    assertThat(server.get("/v1/users/ann/export").body().toString())
        .contains("zqmark-new", "zqold3")
        .doesNotContain("zqmark-old");
  }

  private static void assertLateOnesAreRefused(TestServer server) {
    JsonNode late =
        server
            .ndjson("/v1/interactions", did("late", "cy", "i1", "search_click", OLD, "tents"))
            .body();
    assertThat(late.at("/rejected/0/code").asString()).isEqualTo("retention-over");
    is2xx(server.ndjson("/v1/interactions", did("liked", "cy", "i1", "like", OLD, null)));
    assertThat(server.delete("/v1/interactions/zqold3").status()).isEqualTo(410);
    is2xx(server.delete("/v1/interactions/liked"));
  }

  private static void assertTextsOfTheForgottenAreClosed(Path data) {
    InteractionsForgotten forgotten =
        StoredData.events(data, InteractionsForgotten.class).getFirst();
    SecureRandom random = new SecureRandom();
    try (KeyStore keys =
        new KeyStore(
            data.resolve("keys.db"),
            MasterKey.inFile(data.resolve("master.key"), random),
            random)) {
      for (InteractionRecorded did : StoredData.events(data, InteractionRecorded.class)) {
        if (did.query() != null) {
          assertThat(keys.open(did.query()) instanceof Disclosed.Erased)
              .as(did.interactionId().value())
              .isEqualTo(forgotten.covers(did));
        }
      }
    }
  }

  private static void assertReceiptHolds(Path data, JsonNode forgotten) throws IOException {
    JsonNode receipt = forgotten.get("receipt");
    VerifyingKey key = VerifyingKey.fromPem(Files.readString(data.resolve("seal.pub")));
    String statement = receipt.get("statement").asString();
    byte[] signature = Base64.getUrlDecoder().decode(receipt.get("signature").asString());
    assertThat(key.verifies(statement.getBytes(UTF_8), signature)).isTrue();
    JsonNode said = JsonMapper.builder().build().readTree(statement);
    assertThat(said.get("type").asString()).isEqualTo("search_click");
    assertThat(said.get("stores")).hasSize(3);
  }

  private static String list(TestServer server, String user) {
    Answer list = server.get("/v1/users/" + user + "/recommendations?n=5");
    is2xx(list);
    return list.body().get("recommendationId").asString();
  }

  private static String reproduced(TestServer server, String list) {
    return server
        .post("/v1/audit/recommendations/" + list + "/reproduce", "")
        .body()
        .get("result")
        .asString();
  }

  private static void is2xx(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
  }
}
