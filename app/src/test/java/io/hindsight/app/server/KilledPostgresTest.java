package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.server.WriteLoad.Refused;
import io.hindsight.app.server.WriteLoad.Request;
import io.hindsight.app.support.KillablePostgres;
import io.hindsight.app.support.Seed;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.log.LogSettings;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose PostgreSQL is killed under it, with all its processes. */
class KilledPostgresTest {
  private static final int CLIENTS = 6;
  private static final int ROUNDS = 2;
  private static final Set<String> PASSING = Set.of("log-unavailable", "timeout", "overloaded");

  @TempDir Path directory;
  private final Seed seed = Seed.of(KilledPostgresTest.class);

  @Test
  void theServerSaysSoAndGoesOnByItselfAndNothingAnsweredIsLostOrDoubled() throws Exception {
    Path data = directory.resolve("data");
    try (KillablePostgres postgres = KillablePostgres.start(directory.resolve("postgres"))) {
      LogSettings.Postgres log = postgres.newLog();
      Map<String, String> settings = KillablePostgres.settings(log);
      ServerProcess process = ServerProcess.start(data, 0, settings);
      int records;
      int refused;
      try (TestServer server = TestServer.of(process)) {
        List<Request> answered;
        List<Request> others;
        try (WriteLoad load = WriteLoad.on(process, "c", CLIENTS, seed)) {
          for (int round = 0; round < ROUNDS; round++) {
            load.awaitAnswers(100 + seed.random(-1 - round).nextInt(300));
            postgres.kill();
            load.awaitRefusals(10);
            assertSaysThatTheLogIsAway(server);
            postgres.startAgain();
            load.awaitAnswers(100);
          }
          load.close();
          assertThat(load.unanswered()).isEmpty();
          assertThat(load.refused()).allSatisfy(KilledPostgresTest::assertPassing);
          answered = load.answered();
          refused = load.refused().size();
          Set<Request> open = new LinkedHashSet<>();
          load.refused().forEach(one -> open.add(one.request()));
          assertThat(answered).as("refused first").containsAnyElementsOf(open);
          answered.forEach(open::remove);
          others = List.copyOf(open);
        }
        records = StoredOnce.assertKnownToTheServer(server, answered, others);
        assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(server.get("/v1/users/u1/recommendations").status()).isEqualTo(200);
        server.train();
        assertThat(process.output().stream().filter(line -> line.startsWith("\tat ")))
            .as("stack traces in the server's own log")
            .isEmpty();
      }
      int rows =
          StoredOnce.assertInTheLogAndItsViews(
              log, () -> StoredData.viewsIn(data), directory.resolve("views"), records);
      System.out.printf(
          "PostgreSQL killed %d times: %d refusals, %d records once each, %d view rows equal%n",
          ROUNDS, refused, records, rows);
    }
  }

  private static void assertPassing(Refused refused) {
    assertThat(refused.status()).as(refused.problem().toString()).isEqualTo(503);
    assertThat(PASSING).contains(refused.problem().get("code").asString());
    assertThat(refused.problem().get("remedy").asString()).contains("same ids");
    assertThat(refused.problem().get("detail").asString()).doesNotContain("Exception", "SQL");
  }

  /** Whatever must be written, or be read from the log, is refused; views answer on. */
  private static void assertSaysThatTheLogIsAway(TestServer server) {
    assertAway(server.get("/v1/users/u1/recommendations"));
    assertAway(server.get("/v1/views"));
    assertAway(server.put("/v1/items/i1", "{\"title\":\"One\"}"));
    assertAway(server.put("/v1/users/u1", "{\"name\":\"One\"}"));
    assertAway(server.delete("/v1/interactions/c0-0-0"));
    assertAway(
        server.post(
            "/v1/placements",
            "{\"placementId\":\"pdp\",\"name\":\"Page\",\"algorithm\":\"item-knn\"}"));
    assertAway(server.post("/v1/trainings", "{\"algorithm\":\"item-knn\"}"));
    assertThat(server.get("/v1/users/u1/history").status()).isEqualTo(200);
    assertThat(server.get("/v1/models").status()).isEqualTo(200);
    Answer readiness = server.get("/actuator/health/readiness");
    assertThat(readiness.status()).as(readiness.body().toString()).isEqualTo(503);
    assertThat(readiness.body().at("/components/logHealth/status").asString()).isEqualTo("DOWN");
    assertThat(server.get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(server.text("/actuator/prometheus")).contains("hindsight_log_position NaN");
  }

  private static void assertAway(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(503);
    assertThat(answer.body().get("code").asString()).isEqualTo("log-unavailable");
    assertThat(answer.body().get("remedy").asString()).isNotEmpty();
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }
}
