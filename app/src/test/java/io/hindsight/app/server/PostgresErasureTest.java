package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.KillablePostgres;
import io.hindsight.app.support.RawFiles;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An erasure whose log is on a real PostgreSQL, all of whose files are searched. */
class PostgresErasureTest {
  private static final String USER = "zqmark1-ann@mail.example";
  private static final String ITEM = "zqmark0-item";
  private static final List<String> PERSONAL =
      List.of(USER, "zqmark2-name", "zqmark3-query", "zqmark4-device", "zqmark5-like");

  @TempDir Path directory;

  @Test
  void postgresqlNeverHoldsAnythingReadableAndNothingElseHoldsTheId() throws Exception {
    Path database = directory.resolve("postgres");
    Path data = directory.resolve("data");
    try (KillablePostgres postgres = KillablePostgres.start(database)) {
      LogSettings.Postgres settings = postgres.newLog();
      try (TestServer server = TestServer.start(data, KillablePostgres.settings(settings))) {
        plant(server);
        assertThat(RawFiles.markersIn(database, PERSONAL)).as("before the erasure").isEmpty();
        assertThat(RawFiles.markersIn(database, List.of(ITEM))).as("the search finds").isNotEmpty();
        String erasure = Erasures.begin(server, USER);
        JsonNode status = Erasures.awaitCompleted(server, erasure);
        assertThat(status.at("/receipt/statement").asString()).doesNotContain(subject(settings));
        assertThat(server.get("/v1/users/" + USER).status()).isEqualTo(404);
        assertThat(server.post("/v1/audit/integrity/check", "").body().get("result").asString())
            .isEqualTo("intact");
      }
      cleanUp(settings);
      String subject = subject(settings);
      assertThat(RawFiles.markersIn(database, PERSONAL)).as("after it").isEmpty();
      assertThat(RawFiles.holding(database, subject)).as("events stay").isNotEmpty();
      assertThat(RawFiles.holding(data, subject)).isEmpty();
      assertThat(RawFiles.markersIn(data, PERSONAL)).isEmpty();
    }
    assertThat(RawFiles.markersIn(database, PERSONAL)).as("after PostgreSQL's stop").isEmpty();
  }

  private static void plant(TestServer server) {
    assertThat(
            server
                .put(
                    "/v1/users/" + USER,
                    "{\"name\":\"zqmark2-name\",\"attributes\":{\"likes\":\"zqmark5-like\"}}")
                .status())
        .isEqualTo(202);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      lines.append(
          "{\"userId\":\"%s\",\"itemId\":\"%s%d\",\"type\":\"search_click\",\"query\":\"zqmark3-query\",\"context\":{\"device\":\"zqmark4-device\"}}%n"
              .formatted(USER, ITEM, i % 9));
    }
    assertThat(server.ndjson("/v1/interactions", lines.toString()).body().get("accepted").asInt())
        .isEqualTo(200);
    assertThat(server.get("/v1/users/" + USER + "/recommendations").status()).isEqualTo(200);
    assertThat(server.get("/v1/users/" + USER + "/history").body().get("interactions"))
        .isNotEmpty();
  }

  private static void cleanUp(LogSettings.Postgres settings) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM FULL");
      statement.execute("CHECKPOINT");
    }
  }

  private static String subject(LogSettings.Postgres settings) {
    try (LogStore log = StoredData.log(settings)) {
      return StoredData.events(log, SubjectErased.class).getFirst().subjectId().value();
    }
  }
}
