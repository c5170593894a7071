package io.hindsight.app.server;

import static io.hindsight.app.server.TestServer.awaiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.reproduction.Comparison;
import io.hindsight.query.reproduction.Reproduction;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a new user says they like leads their list, over HTTP and through restarts. */
class PreferencesTest {
  @TempDir Path data;

  private static void open(TestServer server) {
    for (String item : List.of("assam", "sencha")) {
      list(server, item, "Tea", "Lumen");
    }
    for (String item : List.of("mug", "kettle")) {
      list(server, item, "Ware", "Acme");
    }
    StringBuilder lines = new StringBuilder();
    for (int person = 0; person < 9; person++) {
      for (String item : person == 0 ? List.of("assam", "sencha") : List.of("mug", "kettle")) {
        lines.append(
            "{\"userId\":\"p%d\",\"itemId\":\"%s\",\"type\":\"like\"}%n".formatted(person, item));
      }
    }
    assertThat(server.ndjson("/v1/interactions", lines.toString()).body().get("accepted").asInt())
        .isEqualTo(18);
    awaiting(
        "the epoch that counts them",
        () -> {
          JsonNode list = list(server, "stranger");
          return list.get("algorithm").asString().equals("trending")
              && ids(list).subList(0, 2).containsAll(List.of("mug", "kettle"));
        });
  }

  private static void list(TestServer server, String item, String category, String brand) {
    Answer answer =
        server.put(
            "/v1/items/" + item,
            "{\"title\":\"%s\",\"categories\":[\"%s\"],\"brand\":\"%s\"}"
                .formatted(item, category, brand));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
  }

  private static void say(TestServer server, String user, String preferences) {
    Answer answer =
        server.put("/v1/users/" + user, "{\"preferences\":{%s}}".formatted(preferences));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
  }

  private static JsonNode list(TestServer server, String user) {
    Answer answer = server.get("/v1/users/" + user + "/recommendations?n=4");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static List<String> ids(JsonNode list) {
    List<String> ids = new ArrayList<>();
    list.get("items").forEach(item -> ids.add(item.get("itemId").asString()));
    return ids;
  }

  @Test
  void leadTheNextListAreChangedInTheOneAfterAndOutliveARestart() {
    try (TestServer server = TestServer.start(data)) {
      open(server);
      say(server, "new", "\"categories\":[\" tea\",\"Gardening\"]");
      JsonNode first = list(server, "new");
      assertThat(ids(first).subList(0, 2)).containsOnly("assam", "sencha");
      assertThat(first.get("algorithm").asString()).isEqualTo("preferences");
      assertThat(first.get("items").get(0).get("reasons").toString())
          .isEqualTo(
              "[{\"code\":\"stated-preference\",\"text\":\"because you said you like Tea\","
                  + "\"category\":\"Tea\",\"weight\":1}]");

      say(server, "new", "\"brands\":[\"ACME\"]");
      JsonNode second = list(server, "new");
      assertThat(ids(second).subList(0, 2)).containsOnly("mug", "kettle");
      assertThat(second.get("items").get(0).get("reasons").get(0).get("brand").asString())
          .isEqualTo("Acme");

      say(server, "new", "");
      assertThat(list(server, "new").get("algorithm").asString()).isEqualTo("trending");
      say(server, "new", "\"categories\":[\"tea\"]");
    }
    try (TestServer server = TestServer.start(data)) {
      assertThat(ids(list(server, "new")).subList(0, 2)).containsOnly("assam", "sencha");
    }
    assertThatAllListsComeOutTheSame(6);
  }

  @Test
  void goWithTheirPersonWhileReceiptsStayProvable() {
    try (TestServer server = TestServer.start(data)) {
      open(server);
      say(server, "leaving", "\"categories\":[\"tea\"]");
      assertThat(list(server, "leaving").get("algorithm").asString()).isEqualTo("preferences");
    }
    MasterKey master = MasterKey.inFile(data.resolve("master.key"), new SecureRandom());
    try (KeyStore keys = new KeyStore(data.resolve("keys.db"), master, new SecureRandom())) {
      assertThat(keys.destroy(keys.find(new UserId("leaving")).orElseThrow())).isTrue();
    }
    try (TestServer server = TestServer.start(data)) {
      assertThat(list(server, "leaving").get("algorithm").asString()).isEqualTo("trending");
    }
    assertThatAllListsComeOutTheSame(2);
  }

  private void assertThatAllListsComeOutTheSame(int atLeast) {
    try (LogStore log = StoredData.log(data)) {
      ModelStore models = new ModelStore(data.resolve("models"), AlgorithmRegistry.standard());
      List<Receipt> receipts = StoredData.receipts(log);
      assertThat(receipts).hasSizeGreaterThanOrEqualTo(atLeast);
      new Reproduction(new Refold(log.reader(), models), new ListComputer())
          .each(
              receipts,
              (receipt, comparison) ->
                  assertThat(comparison)
                      .as(receipt.toString())
                      .isInstanceOf(Comparison.Identical.class));
    }
  }
}
