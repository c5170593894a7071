package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole way of one interaction, over real HTTP, on the embedded default. */
class SpineTest {
  @TempDir Path data;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void teaShop() {
    for (String item : List.of("assam", "darjeeling", "sencha", "mug", "kettle")) {
      String category = item.equals("mug") || item.equals("kettle") ? "ware" : "tea";
      put(item, category, "");
    }
    StringBuilder lines = new StringBuilder();
    for (int person = 0; person < 12; person++) {
      for (String item :
          person % 2 == 0 ? List.of("assam", "darjeeling", "mug") : List.of("sencha", "kettle")) {
        lines
            .append(
                "{\"userId\":\"p%d\",\"itemId\":\"%s\",\"type\":\"like\"}".formatted(person, item))
            .append('\n');
      }
    }
    assertThat(server.ndjson("/v1/interactions", lines.toString()).body().get("accepted").asInt())
        .isEqualTo(30);
  }

  private Answer put(String item, String category, String more) {
    return server.put(
        "/v1/items/" + item,
        "{\"title\":\"%s\",\"categories\":[\"%s\"]%s}".formatted(item, category, more));
  }

  private Answer did(String user, String item, String type) {
    return server.post(
        "/v1/interactions",
        "{\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"%s\",\"value\":null}"
            .replace(",\"value\":null", "")
            .formatted(user, item, type));
  }

  private List<String> recommended(String user, String... query) {
    Answer answer =
        server.get("/v1/users/" + user + "/recommendations?n=10" + String.join("", query));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    answer.body().get("items").forEach(item -> ids.add(item.get("itemId").asString()));
    return ids;
  }

  @Test
  void newInteractionCountsInTheNextRequestAndItsRetractionInTheOneAfter() {
    teaShop();
    server.train();

    Answer liked = did("new", "assam", "like");
    JsonNode first = server.get("/v1/users/new/recommendations").body().get("items").get(0);
    assertThat(first.get("itemId").asString()).isIn("darjeeling", "mug");
    assertThat(first.get("reasons").get(0).get("text").asString())
        .isEqualTo("because you liked assam");

    String id = liked.body().get("interactionIds").get(0).asString();
    assertThat(server.delete("/v1/interactions/" + id).status()).isEqualTo(202);
    JsonNode after = server.get("/v1/users/new/recommendations").body();
    assertThat(after.get("algorithm").asString()).isNotEqualTo("item-knn");
    assertThat(server.get("/v1/users/new/history").body().get("interactions")).isEmpty();
  }

  @Test
  void neverShowsWhatIsGoneUnavailableDismissedOrBought() {
    teaShop();
    server.train();
    did("eve", "assam", "like");
    assertThat(recommended("eve")).contains("darjeeling", "mug", "sencha", "kettle");

    did("eve", "darjeeling", "purchase");
    did("eve", "mug", "dismiss");
    long delisted = server.delete("/v1/items/sencha").position();
    put("kettle", "ware", ",\"availableUntil\":\"2020-01-01T00:00:00Z\"");
    Answer last =
        server.seen(
            "/v1/users/eve/recommendations",
            Math.max(delisted, server.get("/v1/views").body().get("head").asLong()));
    List<String> ids = new ArrayList<>();
    last.body().get("items").forEach(item -> ids.add(item.get("itemId").asString()));
    assertThat(ids).doesNotContain("darjeeling", "mug", "sencha", "kettle");
    assertThat(recommended("eve", "&includeConsumed=true")).contains("darjeeling");
  }

  @Test
  void positionBeyondTheLogIsAnsweredHonestly() {
    Answer answer = server.get("/v1/items/none", "Hindsight-Position", "999999");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().get("code").asString()).isEqualTo("position-not-reached");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void unknownUserIsNewUnknownItemAndPlacementAreErrors() {
    teaShop();
    assertThat(recommended("never-seen")).isNotEmpty();
    assertThat(server.get("/v1/items/none/similar").status()).isEqualTo(404);
    Answer placement = server.get("/v1/users/p1/recommendations?placement=nowhere");
    assertThat(placement.status()).isEqualTo(404);
    assertThat(placement.body().get("code").asString()).isEqualTo("placement-unknown");
    assertThat(placement.body().get("remedy").asString()).isNotBlank();
  }

  @Test
  void defaultPlacementExistsFromTheFirstStart() {
    JsonNode placements = server.get("/v1/placements").body().get("placements");
    assertThat(placements).hasSize(1);
    assertThat(placements.get(0).get("placementId").asString()).isEqualTo("home");
    assertThat(placements.get(0).get("revision").asInt()).isEqualTo(1);
  }

  @Test
  void restartKeepsEverything() {
    teaShop();
    server.train();
    did("eve", "assam", "like");
    // What follows the personal ones is ranked by popularity, which a new epoch may reorder.
    List<String> personal = recommended("eve").subList(0, 2);
    JsonNode history = server.get("/v1/users/eve/history").body();
    long head = server.get("/v1/views").body().get("head").asLong();
    server.close();
    server = TestServer.start(data);
    assertThat(recommended("eve").subList(0, 2)).isEqualTo(personal);
    assertThat(server.get("/v1/users/eve/history").body()).isEqualTo(history);
    assertThat(server.get("/v1/views").body().get("head").asLong()).isGreaterThanOrEqualTo(head);
    assertThat(server.get("/v1/placements").body().get("placements")).hasSize(1);
  }

  @Test
  void metricsTellLagIntakeAndServing() {
    teaShop();
    recommended("p0");
    String metrics = server.text("/actuator/prometheus");
    assertThat(metrics)
        .contains("hindsight_projection_lag{fold=\"history\"")
        .contains("hindsight_projection_lag{fold=\"serving\"")
        .contains("hindsight_intake_seconds")
        .contains("hindsight_serving_seconds");
  }

  @Test
  void secondServerOnTheSameDataIsRefused() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> TestServer.start(data))
        .hasMessageContaining("another server uses the data");
  }
}
