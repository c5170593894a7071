package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.models.Algorithms;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.reproduction.Comparison;
import io.hindsight.query.reproduction.Reproduction;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Each algorithm there is, from the training by HTTP to a list that is explained and reproduced.
 */
class EveryModelServedTest {
  private static final int PEOPLE = 24;
  private static final int ITEMS = 16;

  /** So small a shop needs other settings than a real one. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "als", "{\"factors\":4}",
          "blend", "{\"of\":\"als+ease\",\"als.factors\":4,\"ease.l2\":1}",
          "bpr", "{\"factors\":4,\"epochs\":20}",
          "ease", "{\"l2\":1}",
          "slim", "{\"l1\":0.01,\"l2\":1}");

  @TempDir Path data;

  @Test
  void whatCanBeAskedForIsWhatCanBeTrained() {
    assertThat(Algorithms.TRAINED).isEqualTo(AlgorithmRegistry.standard().names());
  }

  @Test
  void eachModelsListsAreExplainedAndComeOutTheSameFromTheLogAlone() {
    var names = new TreeSet<>(AlgorithmRegistry.standard().names());
    try (TestServer server = TestServer.start(data)) {
      open(server);
      for (String name : names) {
        server.train(name, SETTINGS.getOrDefault(name, "{}"));
        server.put("/v1/placements/home", "{\"algorithm\":\"%s\"}".formatted(name));
        TestServer.awaiting(name, () -> list(server, 0).get("algorithm").asString().equals(name));
        for (int person = 0; person < PEOPLE; person++) {
          assertThatItFits(name, person, list(server, person));
        }
        Answer similar = server.get("/v1/items/i1/similar?n=5");
        assertThat(similar.status()).isEqualTo(200);
      }
    }
    reproduce(names.size() * PEOPLE);
  }

  /** Two kinds of people, each of whom likes four of their kind's items, and one of the others'. */
  private static void open(TestServer server) {
    List<String> lines = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      server.put("/v1/items/i" + item, "{\"title\":\"Item %d\"}".formatted(item));
    }
    for (int person = 0; person < PEOPLE; person++) {
      for (int i = 0; i < 4; i++) {
        lines.add(like(person, (person * 3 + i) % (ITEMS / 2) * 2 + person % 2));
      }
      lines.add(like(person, person * 5 % (ITEMS / 2) * 2 + 1 - person % 2));
    }
    assertThat(server.ndjson("/v1/interactions", String.join("\n", lines)).status()).isEqualTo(202);
  }

  private static String like(int person, int item) {
    return "{\"userId\":\"p%d\",\"itemId\":\"i%d\",\"type\":\"like\"}".formatted(person, item);
  }

  private static JsonNode list(TestServer server, int person) {
    Answer answer = server.get("/v1/users/p" + person + "/recommendations?n=6");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static void assertThatItFits(String name, int person, JsonNode list) {
    assertThat(list.get("algorithm").asString()).isEqualTo(name);
    assertThat(list.get("items")).hasSize(6);
    JsonNode reasons = list.get("items").get(0).get("reasons");
    if (name.endsWith("-popular")) {
      assertThat(reasons.get(0).get("text").asString()).isEqualTo("popular with everybody");
    } else {
      assertThat(reasons.get(0).get("text").asString())
          .as("%s for person %d", name, person)
          .startsWith("because you liked Item ");
      assertThat(reasons.get(0).get("weight").asDouble()).isBetween(0.0, 1.0 + 1e-9);
    }
    float before = Float.MAX_VALUE;
    for (JsonNode item : list.get("items")) {
      assertThat(item.get("score").floatValue()).isPositive().isLessThanOrEqualTo(before);
      before = item.get("score").floatValue();
    }
  }

  private void reproduce(int atLeast) {
    try (LogStore log = StoredData.log(data)) {
      ModelStore models = new ModelStore(data.resolve("models"), AlgorithmRegistry.standard());
      Reproduction again = new Reproduction(new Refold(log.reader(), models), new ListComputer());
      List<Receipt> receipts = StoredData.receipts(log);
      assertThat(receipts).hasSizeGreaterThanOrEqualTo(atLeast);
      again.each(
          receipts,
          (receipt, comparison) ->
              assertThat(comparison)
                  .as(receipt.toString())
                  .isInstanceOf(Comparison.Identical.class));
    }
  }
}
