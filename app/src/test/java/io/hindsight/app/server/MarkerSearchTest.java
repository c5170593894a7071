package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.RawFiles;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileCreated;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.readmodel.views.Views;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is personal goes in over HTTP; then every byte that the server wrote is searched for it. */
class MarkerSearchTest {
  private static final String USER = "zqmark1-user@mail.example";
  private static final String STRANGER = "zqmark2-stranger";
  private static final List<String> PERSONAL =
      List.of(
          USER,
          STRANGER,
          "zqmark3-name",
          "zqmark4@mail.example",
          "zqmark5-town",
          "zqmark6-query",
          "zqmark7-session",
          "zqmark8-device",
          "zqmark9-revised",
          "zqmark10-rejected",
          "zqmark11-attribute");

  /** In clear by design: it shows that the search finds what is there. */
  private static final String ITEM = "zqmark0-item";

  @TempDir Path data;

  @Test
  void nothingPersonalIsInAnyFileAndWhoAsksIsStillShownIt() throws IOException {
    try (TestServer server = TestServer.start(data)) {
      plant(server);
      assertThat(found(PERSONAL)).as("while it runs").isEmpty();
    }
    assertThat(found(PERSONAL)).as("after the stop").isEmpty();
    assertThat(found(List.of(ITEM))).containsExactly(ITEM);

    try (TestServer server = TestServer.start(data)) {
      JsonNode user = server.get("/v1/users/" + USER).body();
      assertThat(user.get("userId").asString()).isEqualTo(USER);
      assertThat(user.get("name").asString()).isEqualTo("zqmark9-revised");
      assertThat(user.get("email").asString()).isEqualTo("zqmark4@mail.example");
      assertThat(user.get("attributes").get("zqmark11-attribute").asString())
          .isEqualTo("zqmark5-town");
      JsonNode history = server.get("/v1/users/" + USER + "/history").body().get("interactions");
      assertThat(history).hasSize(2);
      assertThat(history.toString()).contains("zqmark6-query");
      server.post("/v1/views/profiles/rebuilds", "");
      server.post("/v1/views/history/rebuilds", "");
      TestServer.awaiting("both rebuilt", () -> generations(server) >= 4);
    }
    assertThat(found(PERSONAL)).as("after rebuilding views").isEmpty();
  }

  @Test
  void aDestroyedKeyReadsAsErasedEverywhereAndNothingFails() throws IOException {
    try (TestServer server = TestServer.start(data)) {
      plant(server);
    }
    SubjectId erased;
    try (KeyStore keys = keys()) {
      erased = keys.find(new UserId(USER)).orElseThrow();
      assertThat(keys.destroy(erased)).isTrue();
    }

    try (TestServer server = TestServer.start(data)) {
      Answer user = server.get("/v1/users/" + USER);
      assertThat(user.status()).isEqualTo(404);
      assertThat(user.body().get("code").asString()).isEqualTo("user-unknown");
      assertThat(server.get("/v1/users/" + USER + "/history").body().get("interactions")).isEmpty();
      assertThat(server.get("/v1/users/" + USER + "/recommendations").status()).isEqualTo(200);
      assertThat(server.get("/v1/users/" + STRANGER + "/history").body().get("interactions"))
          .as("of somebody else")
          .hasSize(1);
      for (JsonNode view : server.get("/v1/views").body().get("views")) {
        String name = view.get("name").asString();
        assertThat(server.post("/v1/views/" + name + "/rebuilds", "").status())
            .as(name)
            .isEqualTo(202);
      }
      TestServer.awaiting("all views rebuilt", () -> generations(server) >= 2 * Views.ALL.size());
      assertThat(server.get("/v1/views").body().toString()).doesNotContain("problem", "stopped");
      server.train();
      assertThat(server.get("/actuator/health").body().get("status").asString()).isEqualTo("UP");
      comesBackAsSomebodyNew(server);
    }
    try (KeyStore keys = keys()) {
      assertThat(keys.find(new UserId(USER))).get().isNotEqualTo(erased);
      assertAllErased(keys, erased);
    }
    assertThat(found(PERSONAL)).isEmpty();
  }

  /** What the log still holds of the erased opens for nobody. */
  private void assertAllErased(KeyStore keys, SubjectId erased) {
    List<ProfileCreated> profiles =
        StoredData.events(data, ProfileCreated.class).stream()
            .filter(event -> event.subjectId().equals(erased))
            .toList();
    assertThat(profiles).hasSize(1);
    assertThat(keys.open(profiles.getFirst().details().name()))
        .isInstanceOf(Disclosed.Erased.class);
    assertThat(keys.open(profiles.getFirst().details().attributes()))
        .isInstanceOf(Disclosed.Erased.class);
    assertThat(
            StoredData.events(data, InteractionRecorded.class).stream()
                .filter(event -> event.subjectId().equals(erased) && event.query() != null)
                .map(event -> keys.open(event.query())))
        .isNotEmpty()
        .allMatch(Disclosed.Erased.class::isInstance);
  }

  private static void comesBackAsSomebodyNew(TestServer server) {
    is2xx(server.put("/v1/users/" + USER, "{\"name\":\"zqmark3-name\"}"));
    JsonNode again = server.get("/v1/users/" + USER).body();
    assertThat(again.get("name").asString()).isEqualTo("zqmark3-name");
    assertThat(again.has("email")).isFalse();
    assertThat(server.get("/v1/users/" + USER + "/history").body().get("interactions")).isEmpty();
  }

  private static void plant(TestServer server) {
    is2xx(server.put("/v1/items/" + ITEM, "{\"title\":\"Kettle\"}"));
    String more =
        "\"email\":\"zqmark4@mail.example\",\"attributes\":{\"zqmark11-attribute\":\"zqmark5-town\"}";
    is2xx(server.put("/v1/users/" + USER, "{\"name\":\"zqmark3-name\"," + more + "}"));
    is2xx(server.put("/v1/users/" + USER, "{\"name\":\"zqmark9-revised\"," + more + "}"));
    String context =
        "\"context\":{\"device\":\"zqmark8-device\",\"sessionId\":\"zqmark7-session\"}";
    Answer mixed =
        server.post(
            "/v1/interactions",
            Stream.of(
                    "{\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"search_click\",\"query\":\"zqmark6-query\",%s}"
                        .formatted(USER, ITEM, context),
                    "{\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"like\",%s}"
                        .formatted(USER, ITEM, context),
                    "{\"userId\":\"%s\",\"itemId\":\"zqother\",\"type\":\"view\"}"
                        .formatted(STRANGER),
                    "{\"interactionId\":\"zqmark10-rejected@x\",\"userId\":\"zqmark10-rejected\",\"itemId\":\"zqother\",\"type\":\"zqmark10-rejected\"}")
                .collect(Collectors.joining(",", "[", "]")));
    assertThat(mixed.body().get("accepted").asInt()).as(mixed.body().toString()).isEqualTo(3);
    assertThat(mixed.body().get("rejected")).hasSize(1);
    server.train();
    for (String user : List.of(USER, STRANGER, "zqmark10-rejected")) {
      is2xx(server.get("/v1/users/" + user + "/recommendations"));
      is2xx(server.get("/v1/users/" + user + "/history"));
    }
    String undone = mixed.body().get("interactionIds").get(2).asString();
    is2xx(server.delete("/v1/interactions/" + undone));
    is2xx(
        server.post(
            "/v1/interactions",
            "{\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"view\"}".formatted(STRANGER, ITEM)));
  }

  private static void is2xx(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
  }

  /** The sum over all live views; each starts as 1. */
  private static int generations(TestServer server) {
    int sum = 0;
    for (JsonNode view : server.get("/v1/views").body().get("views")) {
      if (view.get("status").asString().equals("live")) {
        sum += view.get("generation").asInt();
      }
    }
    return sum;
  }

  private KeyStore keys() {
    SecureRandom random = new SecureRandom();
    return new KeyStore(
        data.resolve("keys.db"), MasterKey.inFile(data.resolve("master.key"), random), random);
  }

  private Set<String> found(List<String> markers) throws IOException {
    return RawFiles.markersIn(data, markers);
  }
}
