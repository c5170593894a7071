package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.AnyMongodb;
import io.hindsight.app.support.StoredData;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.readmodel.views.Views;
import io.hindsight.testing.Cable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole server with its views on MongoDB. */
class MongodbServerTest {
  private static AnyMongodb mongodb;

  @TempDir Path directory;
  private String uri;

  @BeforeAll
  static void startMongodb() {
    mongodb = AnyMongodb.start();
  }

  @AfterAll
  static void stopMongodb() {
    mongodb.close();
  }

  @BeforeEach
  void newDatabase() {
    uri = mongodb.newDatabase();
  }

  private TestServer start(String data) {
    return TestServer.start(directory.resolve(data), AnyMongodb.settings(uri));
  }

  @Test
  void servesRestartsRebuildsVerifiesAndErases() {
    JsonNode list;
    JsonNode history;
    try (TestServer server = start("data")) {
      fill(server);
      server.train();
      list = server.get("/v1/users/p1/recommendations").body();
      assertThat(list.get("items")).isNotEmpty();
      history = history(server, "p1");
      assertThat(history).hasSize(2);
      assertThat(quality(server)).isEqualTo(20);
    }
    assertThat(directory.resolve("data/views.db")).doesNotExist();

    try (TestServer server = start("data")) {
      assertThat(history(server, "p1")).isEqualTo(history);
      assertThat(server.get("/v1/users/p1/recommendations").body().get("items"))
          .isEqualTo(list.get("items"));
      String reproduction =
          "/v1/audit/recommendations/" + list.get("recommendationId").asString() + "/reproduce";
      assertThat(server.post(reproduction, "").body().get("result").asString())
          .isEqualTo("identical");
      assertThat(server.post("/v1/views/history/rebuilds", "").status()).isEqualTo(202);
      awaitOneGenerationEach(server);
      assertThat(generation(server, "history")).isEqualTo(2);
      assertThat(history(server, "p1")).isEqualTo(history);
      assertEveryViewIsAsTheLogSays(server);
      assertPastIsAnswered(server);
      erase(server, "p1");
      assertThat(server.get("/actuator/health").body().get("status").asString()).isEqualTo("UP");
    }
  }

  private void erase(TestServer server, String user) {
    assertThat(AnyMongodb.content(uri)).anyMatch(text -> text.contains("like-p1-assam"));
    Erasures.awaitCompleted(server, Erasures.begin(server, user));
    assertThat(history(server, user)).isEmpty();
    SubjectErased erased =
        StoredData.events(directory.resolve("data"), SubjectErased.class).getFirst();
    assertThat(AnyMongodb.content(uri))
        .isNotEmpty()
        .noneMatch(text -> text.contains(erased.subjectId().value()))
        .noneMatch(text -> text.contains("like-p1-assam"));
    assertThat(history(server, "p2")).hasSize(2);
  }

  private static void assertEveryViewIsAsTheLogSays(TestServer server) {
    for (String view : Views.ALL.stream().map(definition -> definition.name()).toList()) {
      String path = "/v1/audit/projections/" + view;
      assertThat(server.post(path + "/verify", "").status()).isEqualTo(202);
      TestServer.awaiting(
          view + " to be identical",
          () -> {
            String status =
                server.get(path + "/verification").body().path("status").asString("none");
            assertThat(status).isNotIn("different", "failed");
            return status.equals("identical");
          });
    }
    awaitOneGenerationEach(server);
  }

  private static void assertPastIsAnswered(TestServer server) {
    long head = server.get("/v1/views").body().get("head").asLong();
    assertThat(server.get("/v1/items/assam?asOf=" + head).body().get("title").asString())
        .isEqualTo("assam");
  }

  private static void awaitOneGenerationEach(TestServer server) {
    TestServer.awaiting(
        "the generations before to go",
        () -> server.get("/v1/views").body().get("views").size() == Views.ALL.size());
  }

  private static int generation(TestServer server, String view) {
    for (JsonNode one : server.get("/v1/views").body().get("views")) {
      if (one.get("name").asString().equals(view)) {
        return one.get("generation").asInt();
      }
    }
    throw new AssertionError(view);
  }

  @Test
  void readsWaitForTheirWrites() {
    try (TestServer server = start("data")) {
      for (int i = 1; i <= 30; i++) {
        Answer answer = server.post("/v1/interactions", "[" + liked("ann", "item" + i) + "]");
        JsonNode page = server.seen("/v1/users/ann/history?limit=100", answer.position()).body();
        assertThat(page.get("interactions")).hasSize(i);
      }
    }
  }

  @Test
  void aMongodbThatGoesAwayIsToldAtOnceAndGoneOnWithWhenItIsBack() throws Exception {
    ConnectionString direct = new ConnectionString(uri);
    int port = Integer.parseInt(direct.getHosts().getFirst().replaceFirst(".*:", ""));
    try (Cable cable = new Cable(port)) {
      uri =
          "mongodb://127.0.0.1:%d/%s?serverSelectionTimeoutMS=500&heartbeatFrequencyMS=500"
              .formatted(cable.port(), direct.getDatabase());
      try (TestServer server = start("data")) {
        fill(server);
        assertThat(history(server, "p1")).hasSize(2);
        cable.pull();
        Answer away = server.get("/v1/users/p1/history");
        assertThat(away.status()).as(away.body().toString()).isEqualTo(503);
        assertThat(away.body().get("code").asString()).isEqualTo("views-unavailable");
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        TestServer.awaiting(
            "readiness to go down", () -> server.get("/actuator/health/readiness").status() == 503);
        assertThat(server.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(server.post("/v1/interactions", "[" + liked("p1", "mug") + "]").status())
            .as("records are taken all the while")
            .isEqualTo(202);

        cable.plugIn();
        TestServer.awaiting(
            "readiness to come back",
            () -> server.get("/actuator/health/readiness").status() == 200);
        TestServer.awaiting(
            "the views to follow",
            () -> history(server, "p1").size() == 3 && quality(server) == 21);
        assertEveryViewIsAsTheLogSays(server);
      }
    }
  }

  @Test
  void oneDatabaseServesOneServerAndOneLog() {
    try (TestServer server = start("data")) {
      fill(server);
      assertThatThrownBy(() -> start("other"))
          .hasStackTraceContaining("another server uses the views in database");
      assertThat(history(server, "p1")).hasSize(2);
    }
    assertThatThrownBy(() -> start("other"))
        .hasStackTraceContaining("These views were made from log")
        .hasStackTraceContaining("another database in hindsight.mongodb.uri");
    try (TestServer server = start("data")) {
      assertThat(history(server, "p1")).as("at once, and unharmed").hasSize(2);
    }
  }

  private static JsonNode history(TestServer server, String user) {
    long head = server.get("/v1/views").body().get("head").asLong();
    return server
        .seen("/v1/users/" + user + "/history?limit=100", head)
        .body()
        .path("interactions");
  }

  private static int quality(TestServer server) {
    return server.get("/v1/quality").body().get("accepted").asInt();
  }

  private static void fill(TestServer server) {
    for (String item : List.of("assam", "darjeeling", "mug")) {
      Answer answer = server.put("/v1/items/" + item, "{\"title\":\"" + item + "\"}");
      assertThat(answer.status()).isLessThan(300);
    }
    StringBuilder records = new StringBuilder("[");
    for (int person = 0; person < 10; person++) {
      records.append(person == 0 ? "" : ",").append(liked("p" + person, "assam"));
      records.append(',').append(liked("p" + person, person < 8 ? "darjeeling" : "mug"));
    }
    Answer answer = server.post("/v1/interactions", records.append(']').toString());
    assertThat(answer.body().get("accepted").asInt()).as(answer.body().toString()).isEqualTo(20);
  }

  private static String liked(String user, String item) {
    return "{\"interactionId\":\"like-%s-%s\",\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"like\"}"
        .formatted(user, item, user, item);
  }
}
