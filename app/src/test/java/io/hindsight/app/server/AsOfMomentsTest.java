package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Which moments can be asked about. */
class AsOfMomentsTest {
  private static final Map<String, String> SETTINGS =
      Map.of("hindsight.serving.epoch-events", "1", "hindsight.training.at-start", "false");

  @TempDir Path data;

  private static void list(TestServer server, String item) {
    String listed = "{\"title\":\"T\",\"categories\":[\"ware\"]}";
    assertThat(server.put("/v1/items/" + item, listed).status()).isLessThan(300);
  }

  private static Answer asOf(TestServer server, String path, Object moment) {
    return server.get(path + "?asOf=" + moment);
  }

  @Test
  void aMomentThatCannotBeIsRefusedWithARemedy() {
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      list(server, "tea");
      for (String path : List.of("/v1/placements", "/v1/popular")) {
        assertRefused(server, path, "1000", 400, "as-of-in-future");
        assertRefused(server, path, "2999-01-01T00:00:00Z", 400, "as-of-in-future");
        assertRefused(server, path, "0", 400, "as-of-before-log");
        assertRefused(server, path, "1999-01-01T00:00:00Z", 400, "as-of-before-log");
        assertRefused(server, path, "yesterday", 400, "as-of-malformed");
        assertRefused(server, path, "2026-11-21", 400, "as-of-malformed");
        assertRefused(server, path, "-1", 400, "as-of-malformed");
        assertRefused(server, path, "9".repeat(19), 400, "as-of-malformed");
      }
      assertThat(server.get("/v1/views?asOf=1").body().get("code").asString())
          .isEqualTo("parameter-unknown");
      assertRefused(server, "/v1/items/cup", "1", 404, "item-unknown");
    }
  }

  @Test
  void whatWouldBeTooDearIsRefused() {
    Map<String, String> few = Map.of("hindsight.past.max-events", "3");
    try (TestServer server = TestServer.start(data, few)) { // whose first event is a placement
      for (String item : List.of("tea", "5", "cup", "pot", "50")) {
        list(server, item);
      }
      assertRefused(server, "/v1/items", "6", 400, "as-of-too-dear");
      assertRefused(server, "/v1/popular", "6", 400, "as-of-too-dear");
      assertRefused(server, "/v1/quality", "6", 400, "as-of-too-dear");
      assertThat(asOf(server, "/v1/items/tea", 6).status()).isEqualTo(200);
      assertThat(asOf(server, "/v1/items", 4).status()).isEqualTo(200);
    }
  }

  private static void assertRefused(
      TestServer server, String path, String asOf, int status, String code) {
    Answer refused = asOf(server, path, asOf);
    assertThat(refused.status()).as(path + asOf + refused.body()).isEqualTo(status);
    assertThat(refused.body().get("code").asString()).isEqualTo(code);
    assertThat(refused.body().get("remedy").asString()).isNotBlank();
  }

  @Test
  void importedHistoryIsAskedByWhenItHappened() {
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      long last = 0;
      for (int year = 2003; year >= 1999; year--) { // in another order than it happened
        last =
            server
                .post(
                    "/v1/interactions",
                    "{\"userId\":\"ann\",\"itemId\":\"tea\",\"type\":\"view\",\"timestamp\":\"%d-06-01T00:00:00Z\"}"
                        .formatted(year))
                .position();
      }
      String until = "occurredAsOf=2001-06-01T00:00:00Z";
      JsonNode history = server.get("/v1/users/ann/history?" + until).body().get("interactions");
      assertThat(history).hasSize(3);
      assertThat(history.get(0).get("timestamp").asString()).startsWith("2001-06-01");
      Answer earlier = server.get("/v1/users/ann/history?" + until + "&asOf=" + (last - 1));
      assertThat(earlier.body().get("interactions")).as("1999 was not recorded yet").hasSize(2);
      for (String of : List.of("/v1/users/ann", "/v1/items/tea")) {
        JsonNode features = server.get(of + "/features?" + until).body();
        assertThat(features.at("/counts/view").asInt()).as(features.toString()).isEqualTo(3);
        assertThat(features.get("lastSeen").asString()).startsWith("2001-06-01");
      }
      assertThat(server.get("/v1/popular?" + until).body().get("code").asString())
          .isEqualTo("parameter-unknown");
    }
  }
}
