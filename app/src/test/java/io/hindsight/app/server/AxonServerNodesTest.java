package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.AnyAxonServer;
import io.hindsight.app.support.AnyMongodb;
import io.hindsight.app.support.KillablePostgres;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.command.log.LogSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two processes on one log on a real Axon Server, where one is named: what is to be decided goes to
 * the worker, all else is answered where it is asked.
 */
@Timeout(600)
@ExtendWith(AnyAxonServer.class)
class AxonServerNodesTest extends NodesContract {
  /** What a node answers itself, with or without a worker. */
  private static final List<String> ANSWERED_LOCALLY =
      List.of(
          "/v1/users/p3/history",
          "/v1/users/p3/recommendations",
          "/v1/users/p3/consent",
          "/v1/users/p3/features",
          "/v1/items",
          "/v1/items/mug",
          "/v1/items/mug/similar",
          "/v1/popular",
          "/v1/models",
          "/v1/placements/home",
          "/v1/quality",
          "/v1/views");

  @Test
  void commandsGoToTheWorkerAndAllElseIsAnsweredWhereItIsAsked() throws Exception {
    try (KillablePostgres postgres = KillablePostgres.start(directory.resolve("postgres"));
        AnyMongodb mongodb = AnyMongodb.start()) {
      share(stores(postgres.newLog()), AnyMongodb.settings(mongodb.newDatabase()));
      assertRefused(
          "there are no views in database", Map.of("hindsight.role", "serving"), Set.of());
      assertRefused(
          "lacks its database",
          Map.of(),
          Set.of(
              "hindsight.keys.postgresql.url",
              "hindsight.keys.postgresql.user",
              "hindsight.keys.postgresql.password"));
      ServerProcess first = worker();
      try (TestServer other = TestServer.of(serving(first))) {
        try (TestServer one = TestServer.of(first)) {
          readsFindWhatWasWrittenOnTheOther(one, other);
          bothServeTheModelThatOneTrained(one, other);
          bothTellTheSameOfWhatIsWrong(one, other);
          whatOnlyTheWorkerDoesIsDoneFromTheOther(one, other);
          largeBatchesArrive(one, other);
          aPersonErasedByEitherIsGoneFromBoth(one, other);
          noReadOfTheOtherFailsWhenOneIsKilled(first, other);
        }
        withoutAWorkerAllIsReadAndNothingWritten(other);
        try (TestServer back = TestServer.of(worker())) {
          whatFailedIsSentAgainAndStoredOnce(back, other);
        }
      }
    }
  }

  private static Map<String, String> stores(LogSettings.Postgres keys) throws Exception {
    Map<String, String> stores = new HashMap<>(AnyAxonServer.freshLog());
    stores.put("hindsight.keys.postgresql.url", keys.url());
    stores.put("hindsight.keys.postgresql.user", keys.user());
    stores.put("hindsight.keys.postgresql.password", keys.password());
    return stores;
  }

  /** But for the trace, each problem and each rejection is told in the same words. */
  private static void bothTellTheSameOfWhatIsWrong(TestServer one, TestServer other) {
    List<Ask> wrong =
        List.of(
            node -> node.delete("/v1/interactions/unknown"),
            node -> node.delete("/v1/items/unknown"),
            node -> node.delete("/v1/users/unknown"),
            node -> node.put("/v1/users/p3/consent", "{\"consent\":\"much\"}"),
            node -> node.put("/v1/placements/home", "{\"listLength\":4000}"),
            node -> node.post("/v1/trainings", "{\"algorithm\":\"unknown\"}"),
            node -> node.post("/v1/views/unknown/rebuilds", ""),
            node -> node.post("/v1/interactions", "[{\"userId\":\"p3\"},{\"type\":\"like\"},7]"),
            node -> node.get("/v1/audit/events/999999/proof"),
            node -> node.get("/v1/audit/projections/history/verification"));
    for (Ask ask : wrong) {
      Answer here = ask.of(one);
      Answer there = ask.of(other);
      assertThat(there.status()).as(there.body().toString()).isEqualTo(here.status());
      assertThat(untraced(there)).isEqualTo(untraced(here));
    }
  }

  /** A request that either node can be sent. */
  @FunctionalInterface
  private interface Ask {
    Answer of(TestServer node);
  }

  private static ObjectNode untraced(Answer answer) {
    return ((ObjectNode) answer.body()).without(List.of("traceId", "instance", "position"));
  }

  private static void whatOnlyTheWorkerDoesIsDoneFromTheOther(TestServer one, TestServer other) {
    String verification = "/v1/audit/projections/items/verification";
    assertThat(other.post("/v1/audit/projections/items/verify", "").status()).isEqualTo(202);
    TestServer.awaiting(
        "the verification",
        () -> other.get(verification).body().path("status").asString("").equals("identical"));
    assertThat(one.get(verification).body().get("status").asString()).isEqualTo("identical");
    assertThat(other.post("/v1/views/trending/rebuilds", "").status()).isEqualTo(202);
    assertThat(other.get("/v1/audit/integrity").body().get("keyId"))
        .isEqualTo(one.get("/v1/audit/integrity").body().get("keyId"));
    assertThat(other.get("/v1/retention").body()).isEqualTo(one.get("/v1/retention").body());
  }

  /** More than one message holds; and one record that no message holds. */
  private static void largeBatchesArrive(TestServer one, TestServer other) {
    String description = "long ".repeat(1_000);
    String items =
        IntStream.range(0, 1_000)
            .mapToObj(
                item ->
                    "{\"itemId\":\"large-%d\",\"title\":\"t\",\"description\":\"%s\"}"
                        .formatted(item, description))
            .collect(Collectors.joining(",", "[", "]"));
    Answer stored = other.post("/v1/items", items);
    assertThat(stored.body().get("accepted").asInt()).as(stored.body().toString()).isEqualTo(1_000);
    assertThat(one.seen("/v1/items/large-999", stored.position()).status()).isEqualTo(200);

    String tags = ("\"" + "x".repeat(60_000) + "\",").repeat(50);
    String tooLarge =
        "[{\"itemId\":\"a\",\"title\":\"t\"},{\"itemId\":\"b\",\"title\":\"t\",\"tags\":[%s\"y\"]},{\"itemId\":\"c\",\"title\":\"t\"}]"
            .formatted(tags);
    Answer here = one.post("/v1/items", tooLarge);
    Answer there = other.post("/v1/items", tooLarge);
    assertThat(there.status()).as(there.body().toString()).isEqualTo(202);
    assertThat(there.body().get("rejections")).isEqualTo(here.body().get("rejections"));
    assertThat(there.body().get("duplicates").asInt()).isEqualTo(2);
  }

  private static void withoutAWorkerAllIsReadAndNothingWritten(TestServer other) {
    TestServer.awaiting("its absence to be marked", () -> away(other).equals("worker"));
    for (String path : ANSWERED_LOCALLY) {
      Answer answer = other.get(path);
      assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Hindsight-Away")).as(path).contains("worker");
    }
    List<Ask> worker =
        List.of(
            node -> node.post("/v1/interactions", "[" + liked("late", "mug") + "]"),
            node -> node.delete("/v1/users/p4"),
            node -> node.put("/v1/users/p4/consent", "{\"consent\":\"none\"}"),
            node -> node.post("/v1/views/trending/rebuilds", ""),
            node -> node.get("/v1/retention"),
            node -> node.get("/v1/audit/events?limit=1"),
            node -> node.get("/v1/audit/integrity"));
    for (Ask ask : worker) {
      Answer refused = ask.of(other);
      assertThat(refused.status()).as(refused.body().toString()).isEqualTo(503);
      assertThat(refused.body().get("code").asString()).isEqualTo("worker-unavailable");
      assertThat(refused.body().get("remedy").asString()).isNotEmpty();
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }
  }

  private static void whatFailedIsSentAgainAndStoredOnce(TestServer back, TestServer other) {
    Answer[] stored = new Answer[1];
    TestServer.awaiting(
        "the worker to be heard",
        () -> {
          stored[0] = other.post("/v1/interactions", "[" + liked("late", "mug") + "]");
          return stored[0].status() == 202;
        });
    assertThat(stored[0].body().get("accepted").asInt()).isEqualTo(1);
    Answer again = back.post("/v1/interactions", "[" + liked("late", "mug") + "]");
    assertThat(again.body().get("duplicates").asInt()).isEqualTo(1);
    assertThat(history(other, "late", again.position())).hasSize(1);
    TestServer.awaiting("the worker to be seen", () -> away(other).isEmpty());
  }
}
