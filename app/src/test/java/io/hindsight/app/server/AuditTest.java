package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * An auditor asks a real server about lists that it served, and the server is not always honest.
 */
class AuditTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "hindsight.serving.epoch-events", "20",
          "hindsight.serving.epoch-interval", "50ms",
          "hindsight.serving.checkpoint-events", "40");
  private static final int PEOPLE = 12;

  @TempDir Path data;
  private final Map<String, JsonNode> served = new TreeMap<>();

  private static void did(TestServer server, String user, String item, String type) {
    Answer answer =
        server.post(
            "/v1/interactions",
            "{\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"%s\"}".formatted(user, item, type));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
  }

  /** Whoever likes tea likes cups; whoever likes coffee, filters. All of them buy a spoon. */
  private static void open(TestServer server) {
    for (String item : List.of("tea", "cup", "pot", "coffee", "filter", "spoon", "sugar")) {
      server.put("/v1/items/" + item, "{\"title\":\"A %s\"}".formatted(item));
    }
    for (int person = 0; person < PEOPLE; person++) {
      for (String item :
          person % 2 == 0 ? List.of("tea", "cup", "pot") : List.of("coffee", "filter", "sugar")) {
        did(server, "p" + person, item, "like");
      }
      did(server, "p" + person, "spoon", "purchase");
    }
    server.train();
  }

  private void serve(TestServer server) {
    for (int person = 0; person < PEOPLE; person++) {
      did(server, "p" + person, person % 3 == 0 ? "coffee" : "tea", "view");
      Answer list = server.get("/v1/users/p" + person + "/recommendations?n=3");
      assertThat(list.status()).isEqualTo(200);
      served.put(list.body().get("recommendationId").asString(), list.body());
    }
  }

  private static Answer reproduce(TestServer server, String id) {
    return server.post("/v1/audit/recommendations/" + id + "/reproduce", "{}");
  }

  private List<String> results(TestServer server) {
    List<String> results = new ArrayList<>();
    for (String id : served.keySet()) {
      Answer again = reproduce(server, id);
      assertThat(again.status()).as(again.body().toString()).isEqualTo(200);
      assertThat(again.body().get("recommendationId").asString()).isEqualTo(id);
      results.add(again.body().get("result").asString());
    }
    return results;
  }

  @Test
  void whatWasServedIsReproducedAlsoAfterAKill() throws Exception {
    ServerProcess process = ServerProcess.start(data, 0, SETTINGS);
    try (TestServer server = TestServer.of(process)) {
      open(server);
      serve(server);
      assertThat(results(server)).hasSize(PEOPLE).containsOnly("identical");
      process.kill();
    }
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      serve(server);
      assertThat(results(server)).hasSize(2 * PEOPLE).containsOnly("identical");
      long fromCheckpoints =
          served.keySet().stream()
              .filter(id -> reproduce(server, id).body().at("/cost/fromPosition").asLong() > 0)
              .count();
      assertThat(fromCheckpoints).as("lists that a checkpoint helped with").isPositive();
      served.forEach((id, list) -> assertThatTheAccountFits(server, id, list));
      assertThatWhatIfIsTold(server);
      assertThatAChangeHasItsCause(server);
      assertThatBadIdsAreRefused(server);
    }
  }

  private static void assertThatTheAccountFits(TestServer server, String id, JsonNode list) {
    JsonNode account = server.get("/v1/audit/recommendations/" + id).body();
    assertThat(account.get("account").asString()).as(account.toString()).isEqualTo("whole");
    assertThat(account.at("/request/kind").asString()).isEqualTo("personal");
    assertThat(account.at("/request/n").asInt()).isEqualTo(3);
    assertThat(account.at("/model/provenance/contentHash"))
        .isEqualTo(account.at("/basis/model"))
        .isEqualTo(list.at("/model/contentHash"));
    assertThat(account.at("/placement/algorithm").asString()).isEqualTo("item-knn");
    assertThat(account.at("/person/byType/purchase").asInt()).isEqualTo(1);
    assertThat(account.at("/rules/consumed").asInt()).as("the spoon").isEqualTo(1);
    assertThat(account.get("variant").isNull()).isTrue();
    assertThat(account.get("items")).hasSameSizeAs(list.get("items"));
    for (int i = 0; i < list.get("items").size(); i++) {
      JsonNode was = list.get("items").get(i);
      JsonNode told = account.get("items").get(i);
      for (String field : List.of("itemId", "rank", "score", "title")) {
        assertThat(told.get(field)).isEqualTo(was.get(field));
      }
      assertThat(told.get("reasons").get(0)).isEqualTo(was.at("/reasons/0/text"));
    }
    assertThat(account.get("candidates").toString()).contains("\"keptOutBy\":\"consumed\"");
  }

  /** Whoever did nothing but like tea would not be shown what tea drinkers like. */
  private static void assertThatWhatIfIsTold(TestServer server) {
    did(server, "new", "tea", "like");
    JsonNode list = server.get("/v1/users/new/recommendations?n=1").body();
    String id = list.get("recommendationId").asString();
    JsonNode told = server.get("/v1/audit/recommendations/" + id + "/counterfactuals").body();
    assertThat(told.get("itemId")).isEqualTo(list.at("/items/0/itemId"));
    assertThat(told.get("rank").asInt()).isEqualTo(1);
    assertThat(told.get("without")).hasSize(1);
    assertThat(told.at("/without/0/interaction/itemId").asString()).isEqualTo("tea");
    assertThat(told.at("/without/0/rank").asInt()).as(told.toString()).isGreaterThan(1);
    assertThat(told.at("/without/0/text").asString()).startsWith("without this like: rank 1 → ");
  }

  private static void assertThatAChangeHasItsCause(TestServer server) {
    String list = "/v1/users/p0/recommendations?n=3";
    String before = server.get(list).body().get("recommendationId").asString();
    String bought = server.get(list).body().at("/items/0/itemId").asString();
    did(server, "p0", bought, "purchase");
    String after = server.get(list).body().get("recommendationId").asString();
    JsonNode told =
        server.get("/v1/audit/recommendations/" + after + "/diff?with=" + before).body();
    assertThat(told.get("earlier").asString()).as(told.toString()).isEqualTo(before);
    assertThat(told.at("/causes/history").asInt()).isPositive();
    assertThat(told.get("causes").has("model")).isFalse();
    for (JsonNode item : told.get("items")) {
      if (item.get("itemId").asString().equals(bought)) {
        assertThat(item.get("before").asInt()).isEqualTo(1);
        assertThat(item.get("after").isNull()).isTrue();
        assertThat(item.at("/steps/0/cause").asString()).isEqualTo("history");
      }
    }
    String stranger =
        server.get("/v1/users/nobody/recommendations").body().get("recommendationId").asString();
    JsonNode known =
        server.get("/v1/audit/recommendations/" + after + "/diff?with=" + stranger).body();
    assertThat(known.at("/causes/history").asInt()).as(known.toString()).isPositive();
    String open = "/v1/users/p0/recommendations";
    String asBefore = server.get(open).body().get("recommendationId").asString();
    Answer changed =
        server.put(
            "/v1/placements/home",
            "{\"name\":\"Home\",\"algorithm\":\"item-knn\",\"listLength\":2,\"diversity\":0}");
    assertThat(changed.status()).as(changed.body().toString()).isIn(200, 201, 202);
    TestServer.awaiting("the new length", () -> server.get(open).body().get("items").size() == 2);
    String asRuled = server.get(open).body().get("recommendationId").asString();
    JsonNode ruled =
        server.get("/v1/audit/recommendations/" + asRuled + "/diff?with=" + asBefore).body();
    assertThat(ruled.at("/causes/rules").asInt()).as(ruled.toString()).isPositive();
    assertThat(ruled.get("causes").has("request")).isFalse();
    Answer incomparable =
        server.get(
            "/v1/audit/recommendations/"
                + after
                + "/diff?with="
                + server.get("/v1/popular").body().get("recommendationId").asString());
    assertThat(incomparable.body().get("code").asString()).isEqualTo("not-comparable");
  }

  private static void assertThatBadIdsAreRefused(TestServer server) {
    Answer unknown = reproduce(server, "0".repeat(32));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body().get("code").asString()).isEqualTo("recommendation-unknown");
    Answer malformed = server.get("/v1/audit/recommendations/" + "x".repeat(201));
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.body().get("code").asString()).isEqualTo("id-invalid");
  }

  @Test
  void anAlteredEventAndAnAlteredModelAreFoundOut() throws Exception {
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      open(server);
      serve(server);
    }
    String of = served.keySet().iterator().next();
    assertThat(rewrite("\"itemId\":\"tea\"", "\"itemId\":\"pot\"")).isPositive();
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      assertThat(results(server)).contains("different").doesNotContain("unavailable", "erased");
      assertThat(command(server, different(server)))
          .contains("different:", "rank", "now it is", "Compare with a backup");
    }
    rewriteBack();
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      assertThat(results(server)).containsOnly("identical");
      assertThat(command(server, of)).contains("identical:", "events folded from position");
      Path artifact;
      try (var models = Files.list(data.resolve("models"))) {
        artifact = models.findFirst().orElseThrow();
      }
      byte[] bytes = Files.readAllBytes(artifact);
      bytes[bytes.length - 1] ^= 1; // the last bit of a similarity, while the server runs
      Files.write(artifact, bytes);
      assertThat(results(server)).containsOnly("unavailable");
      assertThat(command(server, of)).contains("unavailable:", "missing or damaged", "backup");
      assertThat(server.get("/v1/audit/recommendations/" + of).body().get("account").asString())
          .isEqualTo("unavailable");
    }
  }

  private String different(TestServer server) {
    return served.keySet().stream()
        .filter(id -> reproduce(server, id).body().get("result").asString().equals("different"))
        .findFirst()
        .orElseThrow();
  }

  /** As somebody would who wants an even-numbered person to have liked something else. */
  private int rewrite(String what, String with) throws Exception {
    try (Connection log = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("log.db"));
        PreparedStatement change =
            log.prepareStatement(
                "UPDATE DomainEventEntry SET payload ="
                    + " CAST(replace(CAST(payload AS TEXT), ?, ?) AS BLOB)"
                    + " WHERE payloadType LIKE '%InteractionRecorded'"
                    + " AND instr(payload, CAST(? AS BLOB)) > 0"
                    + " AND instr(payload, CAST('\"like\"' AS BLOB)) > 0")) {
      log.createStatement()
          .execute("CREATE TABLE before AS SELECT globalIndex, payload FROM DomainEventEntry");
      change.setString(1, what);
      change.setString(2, with);
      change.setString(3, what);
      return change.executeUpdate();
    }
  }

  private void rewriteBack() throws Exception {
    try (Connection log = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("log.db"))) {
      log.createStatement()
          .execute(
              "UPDATE DomainEventEntry SET payload = b.payload FROM before b"
                  + " WHERE b.globalIndex = DomainEventEntry.globalIndex");
    }
  }

  private static String command(TestServer server, String id) throws Exception {
    Process process =
        ServerProcess.hindsight(
            List.of("reproduce", id, "--auditor", "Jo", "--url", server.address().toString()));
    String output = new String(process.getInputStream().readAllBytes());
    int code = process.waitFor();
    assertThat(code).as(output).isEqualTo(output.startsWith("identical") ? 0 : 1);
    return output;
  }
}
