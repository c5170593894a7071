package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.AnyMongodb;
import io.hindsight.app.support.KillablePostgres;
import io.hindsight.app.support.ServerProcess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two processes on one log and one store of keys on PostgreSQL, and one store of views. */
class SeveralNodesTest extends NodesContract {
  private static final List<String> ANSWERED_WITHOUT_A_WORKER =
      List.of(
          "/v1/users/p3/recommendations",
          "/v1/users/nobody/recommendations",
          "/v1/popular",
          "/v1/items/mug/similar",
          "/v1/items/mug",
          "/v1/users/p3/history",
          "/v1/users/p3/features",
          "/v1/models",
          "/v1/audit/events?limit=1",
          "/v1/views",
          "/actuator/health/liveness",
          "/actuator/health/readiness");

  @Test
  void twoNodesServeAsOneAndEachSurvivesTheOther() throws Exception {
    try (KillablePostgres postgres = KillablePostgres.start(directory.resolve("postgres"));
        AnyMongodb mongodb = AnyMongodb.start()) {
      share(
          KillablePostgres.settings(postgres.newLog()), AnyMongodb.settings(mongodb.newDatabase()));
      refusesWhatCannotBe();
      ServerProcess first = worker();
      ServerProcess second = serving(first);
      try (TestServer one = TestServer.of(first)) {
        try (TestServer other = TestServer.of(second)) {
          assertThat(away(other)).isEmpty();
          readsFindWhatWasWrittenOnTheOther(one, other);
          bothServeTheModelThatOneTrained(one, other);
          whatOnlyTheWorkerDoesIsRefusedAndNamesIt(one, other);
          aPersonErasedByEitherIsGoneFromBoth(one, other);
          noReadOfTheOtherFailsWhenOneIsKilled(second, one);
        }
        ServerProcess again = serving(first);
        try (TestServer other = TestServer.of(again)) {
          noReadOfTheOtherFailsWhenOneIsKilled(first, other);
          Answer alone = other.post("/v1/interactions", "[" + liked("alone", "mug") + "]");
          assertThat(alone.status()).as("intake goes on").isEqualTo(202);
          withoutAWorkerAllGoesOnAndIsMarked(other);
          try (TestServer back = TestServer.of(worker())) {
            assertThat(history(back, "alone", alone.position())).hasSize(1);
            TestServer.awaiting(
                "the views on the other",
                () -> history(other, "alone", alone.position()).size() == 1);
            TestServer.awaiting("the worker to be seen", () -> away(other).isEmpty());
          }
        }
      }
    }
  }

  private void refusesWhatCannotBe() {
    assertRefused("there are no views in database", Map.of("hindsight.role", "serving"), Set.of());
    assertRefused("needs a master key", Map.of(), Set.of("hindsight.keys.master-key"));
    assertRefused(
        "cannot reach the store of keys at jdbc:postgresql://localhost:1/keys",
        Map.of(
            "hindsight.keys.postgresql.url", "jdbc:postgresql://localhost:1/keys",
            "hindsight.keys.postgresql.user", "u",
            "hindsight.keys.postgresql.password", "p"),
        Set.of());
  }

  /** As the table "When a server is lost" in docs/running.md says. */
  private static void withoutAWorkerAllGoesOnAndIsMarked(TestServer other) {
    TestServer.awaiting("its absence to be marked", () -> away(other).equals("worker"));
    assertThat(
            other
                .text("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("hindsight_server_away{server=\"worker\"")))
        .singleElement()
        .asString()
        .endsWith(" 1.0");
    for (String path : ANSWERED_WITHOUT_A_WORKER) {
      Answer answer = other.get(path);
      assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Hindsight-Away")).as(path).contains("worker");
    }
    for (String user : List.of("p3", "somebody-new")) {
      Answer taken = other.post("/v1/interactions", "[" + liked(user, "late-tea") + "]");
      assertThat(taken.status()).as(taken.body().toString()).isEqualTo(202);
    }
  }

  private static void whatOnlyTheWorkerDoesIsRefusedAndNamesIt(TestServer one, TestServer other) {
    for (String order :
        List.of("/v1/views/history/rebuilds", "/v1/audit/projections/history/verify")) {
      Answer refused = other.post(order, "");
      assertThat(refused.body().get("code").asString()).isEqualTo("not-the-worker");
      assertThat(refused.body().toString()).contains(one.address().toString());
    }
    assertThat(other.get("/v1/views").body().get("views"))
        .hasSize(one.get("/v1/views").body().get("views").size());
    assertThat(other.get("/actuator/health").body().get("status").asString()).isEqualTo("UP");
    assertThat(other.text("/actuator/prometheus")).contains("hindsight_node{role=\"serving\"}");
  }
}
