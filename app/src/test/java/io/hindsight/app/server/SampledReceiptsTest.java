package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.app.support.StoredData;
import io.hindsight.contracts.placements.PlacementEvent.PlacementChanged;
import io.hindsight.contracts.placements.PlacementEvent.PlacementCreated;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A placement that keeps a sample of its receipts, on a server that is killed meanwhile. */
class SampledReceiptsTest {
  private static final int LISTS = 200;

  @TempDir Path data;
  private final List<String> named = new ArrayList<>();

  @Test
  void everyListThatWasNamedHasItsReceiptAndTheShareInForceIsInTheLog() {
    ServerProcess process = ServerProcess.start(data, 0, Map.of());
    try (TestServer server = TestServer.of(process)) {
      accepted(server.post("/v1/items", "{\"itemId\":\"tea\",\"title\":\"Tea\"}"));
      accepted(server.post("/v1/placements", rail("\"placementId\":\"rail\",", 0.5)));
      assertThat(ask(server)).isBetween(LISTS / 4, 3 * LISTS / 4);
      process.kill();
    }
    try (TestServer server = TestServer.start(data)) {
      JsonNode placement = server.get("/v1/placements/rail").body();
      assertThat(placement.get("receiptSample").asDouble()).isEqualTo(0.5);
      assertThat(ask(server)).isBetween(LISTS / 4, 3 * LISTS / 4);
      String one = named.getFirst();
      JsonNode account = server.get("/v1/audit/recommendations/" + one).body();
      assertThat(account.get("placement").get("receiptSample").asDouble()).isEqualTo(0.5);
      Answer again = server.post("/v1/audit/recommendations/" + one + "/reproduce", "");
      assertThat(again.body().get("result").asString()).isEqualTo("identical");
      accepted(server.put("/v1/placements/rail", rail("", 1)));
      assertThat(ask(server)).isEqualTo(LISTS);
    }
    // A client may ask again where its connection broke: that list was made, and named to nobody.
    assertThat(StoredData.receipts(data))
        .extracting(receipt -> receipt.recommendationId().value())
        .containsSubsequence(named)
        .hasSizeBetween(named.size(), named.size() + 2);
    assertThat(StoredData.events(data, PlacementCreated.class))
        .extracting(
            created -> created.placementId().value(), created -> created.settings().receiptShare())
        .containsExactlyInAnyOrder(tuple("home", 1.0), tuple("rail", 0.5));
    assertThat(StoredData.events(data, PlacementChanged.class))
        .extracting(changed -> changed.settings().receiptShare())
        .containsExactly(1.0);
  }

  private static String rail(String id, double sample) {
    return "{%s\"algorithm\":\"popularity\",\"receiptSample\":%s}".formatted(id, sample);
  }

  private static void accepted(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isIn(201, 202);
  }

  /** How many of the lists left a receipt. */
  private int ask(TestServer server) {
    int before = named.size();
    for (int i = 0; i < LISTS; i++) {
      Answer list = server.get("/v1/users/u" + i + "/recommendations?placement=rail");
      assertThat(list.status()).as(list.body().toString()).isEqualTo(200);
      JsonNode id = list.body().get("recommendationId");
      if (!id.isNull()) {
        named.add(id.asString());
      }
    }
    return named.size() - before;
  }
}
