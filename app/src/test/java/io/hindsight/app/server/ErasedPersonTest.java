package io.hindsight.app.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.RawFiles;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.seal.VerifyingKey;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileCreated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server erases a real person, and every byte that it wrote is searched. */
class ErasedPersonTest {
  private static final String ANN = "zqmark1-ann@mail.example";
  private static final String BOB = "zqmark2-bob";
  private static final List<String> PERSONAL =
      List.of(ANN, BOB, "zqmark3-name", "zqmark4-query", "zqmark5-device");
  private static final Map<String, String> MANY_CHECKPOINTS =
      Map.of("hindsight.serving.checkpoint-events", "10");

  @TempDir Path directory;

  @Test
  void whoIsErasedIsGoneFromEveryFileAndEverybodyElseStays() throws Exception {
    Path data = directory.resolve("data");
    String annsList;
    String bobsList;
    String erasure;
    JsonNode status;
    try (TestServer server = TestServer.start(data, MANY_CHECKPOINTS)) {
      plant(server, ANN, "a");
      plant(server, BOB, "b");
      server.train();
      annsList = list(server, ANN);
      bobsList = list(server, BOB);

      erasure = Erasures.begin(server, ANN);
      status = Erasures.awaitCompleted(server, erasure);

      assertNothingIsShown(server);
      assertThat(Erasures.begin(server, ANN)).as("asked again").isEqualTo(erasure);
      assertThat(reproduced(server, bobsList)).isEqualTo("identical");
      assertThat(reproduced(server, annsList)).isEqualTo("erased");
      assertRetrainingIsDueAndDone(server);
      assertSomebodyNewComesBack(server);
    }
    assertThat(RawFiles.markersIn(data, PERSONAL)).isEmpty();
    SubjectErased gone = StoredData.events(data, SubjectErased.class).getFirst();
    assertThat(RawFiles.holding(data, gone.subjectId().value()))
        .as("files that name the erased subject")
        .containsExactly("log.db");
    String bob =
        StoredData.events(data, InteractionRecorded.class).stream()
            .filter(did -> did.interactionId().value().startsWith("b"))
            .map(did -> did.subjectId().value())
            .findFirst()
            .orElseThrow();
    assertThat(RawFiles.holding(data, bob)).as("the search finds").contains("keys.db", "views.db");
    Path made = Files.createDirectory(directory.resolve("views"));
    assertThat(StoredData.assertViewsEqualTheLog(data, made)).isGreaterThan(20);
    assertReceiptHolds(data, status);
    assertTheNewModelLearnedFromOneLess(data);

    try (TestServer server = TestServer.start(data, MANY_CHECKPOINTS)) {
      assertThat(reproduced(server, bobsList)).isEqualTo("identical");
      assertThat(reproduced(server, annsList)).isEqualTo("erased");
      assertThat(Erasures.status(server, erasure)).isEqualTo(status);
    }
  }

  private static void plant(TestServer server, String user, String id) {
    String profile = "{\"name\":\"zqmark3-name\",\"preferences\":{\"categories\":[\"tea\"]}}";
    is2xx(server.put("/v1/users/" + user, profile));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      is2xx(
          server.put(
              "/v1/items/i" + i, "{\"title\":\"Item %d\",\"categories\":[\"tea\"]}".formatted(i)));
      lines.append(
          "{\"interactionId\":\"%s%d\",\"userId\":\"%s\",\"itemId\":\"i%d\",\"type\":\"search_click\",\"query\":\"zqmark4-query\",\"context\":{\"device\":\"zqmark5-device\"}}%n"
              .formatted(id, i, user, (id.equals("a") ? i : i + 3) % 8));
    }
    Answer taken = server.ndjson("/v1/interactions", lines.toString());
    assertThat(taken.body().get("accepted").asInt()).as(taken.body().toString()).isEqualTo(12);
  }

  private static void is2xx(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
  }

  private static String list(TestServer server, String user) {
    Answer list = server.get("/v1/users/" + user + "/recommendations?n=5");
    is2xx(list);
    assertThat(list.body().get("items")).isNotEmpty();
    return list.body().get("recommendationId").asString();
  }

  private static String reproduced(TestServer server, String list) {
    return server
        .post("/v1/audit/recommendations/" + list + "/reproduce", "")
        .body()
        .get("result")
        .asString();
  }

  private static void assertNothingIsShown(TestServer server) {
    assertThat(server.get("/v1/users/" + ANN).status()).isEqualTo(404);
    assertThat(server.get("/v1/users/" + ANN + "/history").body().get("interactions")).isEmpty();
    assertThat(server.get("/v1/users/" + ANN + "/features").body().get("counts")).isEmpty();
    assertThat(server.delete("/v1/interactions/a1").status()).isEqualTo(410);
    assertThat(server.get("/v1/users/" + BOB + "/history").body().get("interactions")).hasSize(12);
    assertThat(server.delete("/v1/users/nobody").status()).isEqualTo(404);
    assertThat(server.get("/v1/erasures/nothing").status()).isEqualTo(404);
  }

  private static void assertRetrainingIsDueAndDone(TestServer server) {
    TestServer.awaiting(
        "the mark of the model that serves",
        () -> {
          JsonNode learned = server.get("/v1/models").body().at("/models/0");
          return learned.get("status").asString().equals("active")
              && learned.has("retrainingDueSince");
        });
    server.train();
    JsonNode fresh = server.get("/v1/models").body().at("/models/0");
    assertThat(fresh.get("version").asInt()).isEqualTo(2);
    assertThat(fresh.has("retrainingDueSince")).isFalse();
  }

  private static void assertSomebodyNewComesBack(TestServer server) {
    Answer again =
        server.post(
            "/v1/interactions",
            "{\"interactionId\":\"n1\",\"userId\":\"%s\",\"itemId\":\"i1\",\"type\":\"view\"}"
                .formatted(ANN));
    assertThat(again.body().get("accepted").asInt()).isEqualTo(1);
    Answer history = server.seen("/v1/users/" + ANN + "/history", again.position());
    assertThat(history.body().get("interactions")).hasSize(1);
  }

  private static void assertReceiptHolds(Path data, JsonNode status) throws IOException {
    JsonNode receipt = status.get("receipt");
    VerifyingKey key = VerifyingKey.fromPem(Files.readString(data.resolve("seal.pub")));
    String statement = receipt.get("statement").asString();
    assertThat(receipt.get("keyId").asString()).isEqualTo(key.id());
    assertThat(
            key.verifies(
                statement.getBytes(UTF_8),
                Base64.getUrlDecoder().decode(receipt.get("signature").asString())))
        .isTrue();
    JsonNode said = JsonMapper.builder().build().readTree(statement);
    assertThat(said.at("/learnedModels/0/algorithm").asString()).isEqualTo("item-knn");
    for (JsonNode step : status.get("steps")) {
      assertThat(step.has("doneAt")).as(step.toString()).isTrue();
    }
  }

  private static void assertTheNewModelLearnedFromOneLess(Path data) {
    List<ModelTrained> trained = StoredData.events(data, ModelTrained.class);
    assertThat(trained.get(0).provenance().subjects()).isEqualTo(2);
    assertThat(trained.get(1).provenance().subjects()).isEqualTo(1);
    assertThat(StoredData.events(data, ProfileCreated.class)).hasSize(2);
  }
}
