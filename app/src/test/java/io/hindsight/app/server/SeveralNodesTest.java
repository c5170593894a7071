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
          try (TestServer back = TestServer.of(worker())) {
            assertThat(history(back, "alone", alone.position())).hasSize(1);
            TestServer.awaiting(
                "the views on the other",
                () -> history(other, "alone", alone.position()).size() == 1);
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
