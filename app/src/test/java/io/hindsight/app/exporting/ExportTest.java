package io.hindsight.app.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer;
import io.hindsight.app.support.CommandLines;
import io.hindsight.app.support.CommandLines.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Takes data out of a real server, and brings them into another. */
class ExportTest {
  private static final String SECRET = "planted-session";

  @TempDir static Path data;
  private static TestServer server;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    fill();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void fill() {
    server.put(
        "/v1/items/tea",
        """
        {"title":"Tea, \\"green\\"","price":4.50,"currency":"EUR","categories":["drinks","warm"],
         "attributes":{"origin":["Assam","Uji"]}}""");
    server.put("/v1/items/cup", "{\"title\":\"A cup\"}");
    server.delete("/v1/items/cup");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      lines.append(
          """
          {"interactionId":"x%d","userId":"user-%d","itemId":"tea","type":"purchase","quantity":2,\
          "unitPrice":4.5,"currency":"EUR","timestamp":"2026-03-0%dT12:00:00Z",\
          "context":{"sessionId":"%s","marketplaceId":"de"}}
          """
              .formatted(i, i % 3, 1 + i % 9, SECRET));
    }
    assertThat(server.ndjson("/v1/interactions", lines.toString()).status()).isEqualTo(202);
    assertThat(server.delete("/v1/interactions/x7").status()).isLessThan(300);
    String impressions =
        """
        {"userId":"user-1","policy":"bts","timestamp":"2026-03-01T12:00:00Z",\
        "items":[{"itemId":"tea","position":1,"propensity":0.125,"clicked":true},\
        {"itemId":"cup","position":2,"propensity":0.5}],"context":{"sessionId":"%s"}}
        {"items":[{"itemId":"tea"}]}
        """
            .formatted(SECRET);
    assertThat(server.ndjson("/v1/impressions", impressions).status()).isEqualTo(202);
  }

  private Ended export(String what, String file, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "export",
                what,
                directory.resolve(file).toString(),
                "--url",
                server.address().toString()));
    arguments.addAll(List.of(more));
    return CommandLines.run(arguments.toArray(String[]::new));
  }

  private void exported(String what, String file, String... more) {
    Ended ended = export(what, file, more);
    assertThat(ended.code()).as(ended.out()).isZero();
    assertThat(ended.out()).contains("wrote ");
  }

  @Test
  void everyFormHoldsTheSameInteractionsWithoutThoseTakenBack() throws Exception {
    exported("interactions", "i.csv");
    exported("interactions", "i.jsonl");
    exported("interactions", "i.parquet");
    assertThat(query("SELECT count(*) FROM 'i.parquet'")).isEqualTo("29");
    assertThat(query("SELECT count(*) FROM 'i.jsonl'")).isEqualTo("29");
    String total =
        "SELECT count(DISTINCT user_id) || ' ' || sum(quantity * unit_price) || ' ' ||"
            + " max(\"timestamp\") FROM ";
    assertThat(query(total + "'i.parquet'"))
        .startsWith("3 261.0 2026-03-09 12:00:00")
        .isEqualTo(query(total + "'i.csv'"));
    assertThat(query("SELECT count(*) FROM 'i.csv' WHERE interaction_id = 'x7'")).isEqualTo("0");
  }

  @Test
  void impressionsHaveARowForEachItemShownAndAreToldToThePerson() throws Exception {
    exported("impressions", "p.parquet");
    assertThat(
            query(
                "SELECT string_agg(item_id || ' ' || \"position\" || ' ' || propensity || ' ' || clicked"
                    + " || ' ' || policy, ', ' ORDER BY \"position\") FROM 'p.parquet'"
                    + " WHERE user_id IS NOT NULL"))
        .isEqualTo("tea 1 0.125 true bts, cup 2 0.5 false bts");
    assertThat(
            query(
                "SELECT count(*) FROM 'p.parquet' WHERE user_id IS NULL AND \"position\" IS NULL"
                    + " AND propensity IS NULL"))
        .isEqualTo("1");
    assertThat(server.get("/v1/users/user-1/export").body().toString())
        .contains("Shown at 2026-03-01T12:00:00Z: tea (clicked), cup.")
        .as("their own envelopes are opened for them")
        .contains(SECRET);
  }

  @Test
  void theCatalogIsWrittenAsItStoodAtAPosition() throws Exception {
    exported("items", "now.parquet");
    assertThat(
            query("SELECT string_agg(item_id || listed, ' ' ORDER BY item_id) FROM 'now.parquet'"))
        .isEqualTo("cupfalse teatrue");
    assertThat(query("SELECT title || categories[2] || price FROM 'now.parquet' WHERE listed"))
        .isEqualTo("Tea, \"green\"warm4.5");
    JsonNode delisted =
        server.get("/v1/audit/events?type=catalog.ItemDelisted").body().at("/events/0/position");
    String before = Long.toString(delisted.asLong() - 1);
    exported("items", "then.jsonl", "--up-to", before);
    assertThat(query("SELECT count(*) FROM 'then.jsonl' WHERE listed")).isEqualTo("2");
  }

  @Test
  void eventsAreWrittenByRangeAndNothingPersonalIsReadable() throws Exception {
    exported("events", "e.jsonl", "--after", "3", "--up-to", "13", "--auditor", "Jo");
    List<String> lines = Files.readAllLines(directory.resolve("e.jsonl"));
    assertThat(lines).hasSize(10).noneMatch(line -> line.contains(SECRET));
    assertThat(lines.getFirst()).contains("\"position\":4,");
    JsonNode reads = server.get("/v1/audit/events?type=audit.RecordsRead").body().get("events");
    assertThat(reads.toString()).contains("\"auditor\":\"Jo\"");
  }

  @Test
  void theErasedAreInNoTableWhateverTheRange() throws Exception {
    String click = "{\"userId\":\"leaving\",\"itemId\":\"secret-tea\",\"type\":\"click\"}";
    String shown = "{\"userId\":\"leaving\",\"items\":[{\"itemId\":\"secret-tea\"}]}";
    assertThat(server.post("/v1/interactions", click).status()).isEqualTo(202);
    long before = server.post("/v1/impressions", shown).position();
    assertThat(server.delete("/v1/users/leaving").status()).isEqualTo(202);
    String erased = "/v1/audit/events?type=erasure.SubjectErased";
    TestServer.awaiting("the erasure", () -> !server.get(erased).body().get("events").isEmpty());
    for (String what : List.of("interactions", "impressions")) {
      exported(what, what + ".csv", "--up-to", Long.toString(before));
      assertThat(Files.readString(directory.resolve(what + ".csv")))
          .contains("tea")
          .doesNotContain("secret-tea");
    }
  }

  @Test
  void whatWasExportedCanBeBroughtIntoAnotherServer() throws Exception {
    exported("interactions", "i.csv");
    try (TestServer other = TestServer.start(directory.resolve("other"))) {
      Ended imported =
          CommandLines.run(
              "import",
              "csv",
              directory.resolve("i.csv").toString(),
              "--url",
              other.address().toString());
      assertThat(imported.out()).contains("29");
      assertThat(other.get("/v1/items/tea/features").body().toString()).contains("29");
    }
  }

  @Test
  void mistakesAreToldAndLeaveNothingBehind() throws Exception {
    Files.writeString(directory.resolve("there.csv"), "mine");
    refused(export("items", "there.csv"), "exists already");
    refused(export("items", "form"), "is not clear");
    refused(export("items", "a.csv", "--after", "1"), "makes no sense");
    refused(export("events", "b.csv", "--up-to", "9999"), "the log ends at");
    refused(export("events", "b.csv", "--after", "-1"), "no positions");
    assertThat(export("people", "c.csv").code()).isEqualTo(2);
    assertThat(Files.readString(directory.resolve("there.csv"))).isEqualTo("mine");
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("there.csv");
    }
  }

  private static void refused(Ended ended, String why) {
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains(why);
  }

  /** What DuckDB, which has nothing to do with us, reads from a file. */
  private String query(String sql) throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET file_search_path = '" + directory + "'");
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet result = statement.executeQuery(sql)) {
        result.next();
        return result.getString(1);
      }
    }
  }
}
