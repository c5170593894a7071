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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Takes data out of a real server, and brings them into another. */
class ExportTest {
  private static final String SECRET = "planted-session";

  @TempDir Path directory;

  private static void fill(TestServer server) {
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
  }

  private Ended export(TestServer server, String what, String file, String... more) {
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

  private void exported(TestServer server, String what, String file, String... more) {
    Ended ended = export(server, what, file, more);
    assertThat(ended.code()).as(ended.out()).isZero();
    assertThat(ended.out()).contains("wrote ");
  }

  @Test
  void everyFormHoldsTheSameInteractionsWithoutThoseTakenBack() throws Exception {
    try (TestServer server = TestServer.start(directory.resolve("data"))) {
      fill(server);
      exported(server, "interactions", "i.csv");
      exported(server, "interactions", "i.jsonl");
      exported(server, "interactions", "i.parquet");
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
  }

  @Test
  void theCatalogIsWrittenAsItStoodAtAPosition() throws Exception {
    try (TestServer server = TestServer.start(directory.resolve("data"))) {
      fill(server);
      exported(server, "items", "now.parquet");
      assertThat(
              query(
                  "SELECT string_agg(item_id || listed, ' ' ORDER BY item_id) FROM 'now.parquet'"))
          .isEqualTo("cupfalse teatrue");
      assertThat(query("SELECT title || categories[2] || price FROM 'now.parquet' WHERE listed"))
          .isEqualTo("Tea, \"green\"warm4.5");
      JsonNode delisted =
          server.get("/v1/audit/events?type=catalog.ItemDelisted").body().at("/events/0/position");
      String before = Long.toString(delisted.asLong() - 1);
      exported(server, "items", "then.jsonl", "--up-to", before);
      assertThat(query("SELECT count(*) FROM 'then.jsonl' WHERE listed")).isEqualTo("2");
    }
  }

  @Test
  void eventsAreWrittenByRangeAndNothingPersonalIsReadable() throws Exception {
    try (TestServer server = TestServer.start(directory.resolve("data"))) {
      fill(server);
      exported(server, "events", "e.jsonl", "--after", "3", "--up-to", "13", "--auditor", "Jo");
      List<String> lines = Files.readAllLines(directory.resolve("e.jsonl"));
      assertThat(lines).hasSize(10).noneMatch(line -> line.contains(SECRET));
      assertThat(lines.getFirst()).contains("\"position\":4,");
      JsonNode reads = server.get("/v1/audit/events?type=audit.RecordsRead").body().get("events");
      assertThat(reads.get(0).at("/payload/auditor").asString()).isEqualTo("Jo");
    }
  }

  @Test
  void whatWasExportedCanBeBroughtIntoAnotherServer() throws Exception {
    try (TestServer server = TestServer.start(directory.resolve("data"))) {
      fill(server);
      exported(server, "interactions", "i.csv");
    }
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
    try (TestServer server = TestServer.start(directory.resolve("data"))) {
      refused(export(server, "items", "there.csv"), "exists already");
      refused(export(server, "items", "form"), "is not clear");
      refused(export(server, "items", "a.csv", "--after", "1"), "makes no sense");
      refused(export(server, "events", "b.csv", "--up-to", "99"), "the log ends at");
      refused(export(server, "events", "b.csv", "--after", "-1"), "no positions");
      assertThat(export(server, "people", "c.csv").code()).isEqualTo(2);
    }
    assertThat(Files.readString(directory.resolve("there.csv"))).isEqualTo("mine");
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("there.csv", "data");
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
