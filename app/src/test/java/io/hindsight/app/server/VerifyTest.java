package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.readmodel.views.Views;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody alters a row of the views by hand: it is found, named, and mended on command. */
class VerifyTest {
  private static final Map<String, String> SETTINGS =
      Map.of("hindsight.training.at-start", "false");

  @TempDir Path data;

  private static void fill(TestServer server) {
    for (String item : List.of("tea", "cup", "pot")) {
      server.put("/v1/items/" + item, "{\"title\":\"A %s\"}".formatted(item));
    }
    for (int i = 0; i < 30; i++) {
      did(server, i % 3 == 0 ? "tea" : "cup");
    }
  }

  private static void did(TestServer server, String item) {
    Answer answer =
        server.post(
            "/v1/interactions",
            "{\"userId\":\"ann\",\"itemId\":\"%s\",\"type\":\"view\"}".formatted(item));
    assertThat(answer.status()).isEqualTo(202);
  }

  private static String path(String view) {
    return "/v1/audit/projections/" + view;
  }

  private static JsonNode outcome(TestServer server, String view) {
    List<JsonNode> last = new ArrayList<>();
    TestServer.awaiting(
        "the outcome for " + view,
        () -> {
          JsonNode now = server.get(path(view) + "/verification").body();
          last.add(now);
          return List.of("identical", "different", "failed")
              .contains(now.path("status").asString(""));
        });
    return last.getLast();
  }

  private static JsonNode verify(TestServer server, String view) {
    Answer started = server.post(path(view) + "/verify", "");
    assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
    return outcome(server, view);
  }

  private void alter(String sql) throws Exception {
    try (Connection views =
        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("views.db"))) {
      assertThat(views.createStatement().executeUpdate(sql)).isEqualTo(1);
    }
  }

  @Test
  void viewsThatAreAsTheLogSaysAreIdentical() {
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      fill(server);
      List<String> names = new ArrayList<>();
      server.get("/v1/views").body().get("views").forEach(v -> names.add(v.get("name").asString()));
      assertThat(names).hasSize(Views.ALL.size());
      for (String view : names) {
        JsonNode outcome = verify(server, view);
        assertThat(outcome.get("status").asString()).as(outcome.toString()).isEqualTo("identical");
        assertThat(outcome.get("differences").asInt()).isZero();
      }
      TestServer.awaiting(
          "the rebuilt ones to go",
          () -> server.get("/v1/views").body().get("views").size() == Views.ALL.size());
    }
  }

  @Test
  void alteredRowsAreFoundAndMendedByTheSwitch() throws Exception {
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      fill(server);
      server.seen("/v1/items/tea/features", 34);
    }
    alter(
        "UPDATE rows_items_1 SET doc = CAST(replace(CAST(doc AS TEXT), 'A tea', 'Poison') AS BLOB)"
            + " WHERE key = 'tea'");
    alter("DELETE FROM rows_items_1 WHERE key = 'pot'");
    alter("INSERT INTO rows_items_1 SELECT 'zzz', doc, seen FROM rows_items_1 WHERE key = 'cup'");
    alter("UPDATE rows_popularity_1 SET entry_by_total = 'x' WHERE key = 'cup'");
    alter("UPDATE rows_item_features_1 SET seen = seen + 1000 WHERE key = 'cup'");
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      assertThat(server.get("/v1/items/tea").body().get("title").asString()).isEqualTo("Poison");
      JsonNode items = verify(server, "items");
      assertThat(items.get("status").asString()).as(items.toString()).isEqualTo("different");
      assertThat(items.get("differences").asInt()).isEqualTo(3);
      // The first event is a placement, the items follow.
      assertRow(items, 0, "pot", "missing", 4, "catalog.ItemListed");
      assertRow(items, 1, "tea", "content", 2, "catalog.ItemListed");
      assertThat(items.at("/rows/1/live/details/title").asString()).isEqualTo("Poison");
      assertThat(items.at("/rows/1/rebuilt/details/title").asString()).isEqualTo("A tea");
      assertThat(items.at("/rows/2/what").asString()).isEqualTo("extra");
      assertThat(items.at("/rows/2").has("event")).isFalse();
      assertThat(verify(server, "popularity").at("/rows/0/what").asString()).isEqualTo("index");
      assertThat(verify(server, "item-features").at("/rows/0/what").asString()).isEqualTo("seen");
      assertThat(server.get("/v1/items/tea").body().get("title").asString())
          .as("nothing changes unasked")
          .isEqualTo("Poison");
      assertThat(command(server, 1, "verify", "items", "--auditor", "Jo"))
          .contains("items: different", "3 rows differ", "A tea", "verify --switch items");
      assertThatWhoSawRowsIsRecorded(server);
      assertThat(command(server, 1, "verify", "--switch", "items")).contains("takes over");
      TestServer.awaiting(
          "the switch",
          () -> server.get("/v1/items/tea").body().get("title").asString().equals("A tea"));
      assertThat(server.get("/v1/items/pot").status()).isEqualTo(200);
      assertThat(server.get("/v1/items/zzz").status()).isEqualTo(404);
      assertThat(server.delete(path("popularity") + "/verification").status()).isEqualTo(202);
      assertThat(command(server, 0, "verify", "items")).contains("items: identical");
      assertThatStepsOutOfPlaceAreRefused(server);
    }
  }

  /** Asking how far it is tells of nobody; the rows may. */
  private static void assertThatWhoSawRowsIsRecorded(TestServer server) {
    JsonNode reads = server.get("/v1/audit/events?type=audit.RecordsRead").body().get("events");
    List<String> views = new ArrayList<>();
    reads.forEach(
        read -> {
          if (read.at("/payload/what").asString("").equals("verification")) {
            views.add(
                read.at("/payload/about/view").asString()
                    + read.at("/payload/auditor").asString(""));
          }
        });
    assertThat(views).containsExactly("items", "popularity", "item-features", "itemsJo");
  }

  private static void assertRow(
      JsonNode outcome, int row, String key, String what, long event, String type) {
    JsonNode told = outcome.get("rows").get(row);
    assertThat(told.get("key").asString()).isEqualTo(key);
    assertThat(told.get("what").asString()).isEqualTo(what);
    assertThat(told.get("event").asLong()).as(told.toString()).isEqualTo(event);
    assertThat(told.get("eventType").asString()).isEqualTo(type);
  }

  private static void assertThatStepsOutOfPlaceAreRefused(TestServer server) {
    assertRefused(server.post(path("nothing") + "/verify", ""), 404, "view-unknown");
    assertRefused(server.get(path("models") + "/verification"), 404, "verification-unknown");
    for (String step : List.of("pause", "resume", "switch")) {
      assertRefused(
          server.post(path("models") + "/verification/" + step, ""), 404, "verification-unknown");
    }
    // The one of item-features is kept still.
    assertRefused(server.post(path("item-features") + "/verify", ""), 409, "rebuild-underway");
    assertRefused(server.post("/v1/views/item-features/rebuilds", ""), 409, "rebuild-underway");
    assertRefused(
        server.post(path("item-features") + "/verification/pause", ""),
        409,
        "verification-underway");
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().get("code").asString()).isEqualTo(code);
  }

  private static String command(TestServer server, int exit, String... command) throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--url", server.address().toString()));
    Process process = ServerProcess.hindsight(all);
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isEqualTo(exit);
    return output;
  }

  @Test
  void aKilledServerGoesOnWithItsVerification() throws Exception {
    ServerProcess process = ServerProcess.start(data, 0, SETTINGS);
    try (TestServer server = TestServer.of(process)) {
      fill(server);
      assertThat(server.post(path("history") + "/verify", "").status()).isEqualTo(202);
      process.kill();
    }
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      // It may have been over before the kill: then there is nothing to go on with.
      Answer found = server.get(path("history") + "/verification");
      if (found.status() == 200) {
        assertThat(outcome(server, "history").get("status").asString()).isEqualTo("identical");
      }
      TestServer.awaiting(
          "one generation",
          () -> server.get("/v1/views").body().get("views").size() == Views.ALL.size());
      assertThat(server.get("/v1/users/ann/history?limit=100").body().get("interactions"))
          .hasSize(30);
    }
  }
}
