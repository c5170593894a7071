package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What changed in a view between two moments. */
class ViewChangesTest {
  @TempDir Path data;

  private static long list(TestServer server, String item, String title) {
    return server.put("/v1/items/" + item, "{\"title\":\"%s\"}".formatted(title)).position();
  }

  private static JsonNode diff(TestServer server, String parameters) {
    Answer answer = server.get("/v1/audit/diff?" + parameters);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void rowsThatCameWentAndChangedAreTold() {
    try (TestServer server = TestServer.start(data, Map.of("hindsight.past.max-events", "40"))) {
      list(server, "same", "S");
      long from = list(server, "tea", "Tea");
      list(server, "cup", "Cup");
      long last = list(server, "tea", "Green tea");
      list(server, "same", "T");
      list(server, "same", "S"); // and back: no change
      long to = list(server, "pot", "Pot");
      list(server, "late", "L");

      JsonNode all = diff(server, "view=items&from=" + from + "&to=" + to);
      assertThat(all.get("added").asInt()).as(all.toString()).isEqualTo(2);
      assertThat(all.get("changed").asInt()).isEqualTo(1);
      assertThat(all.get("removed").asInt()).isZero();
      assertThat(keys(all)).containsExactly("cup", "pot", "tea");
      JsonNode tea = all.at("/rows/2");
      assertThat(tea.at("/before/details/title").asString()).isEqualTo("Tea");
      assertThat(tea.at("/after/details/title").asString()).isEqualTo("Green tea");
      assertThat(tea.get("last").asLong()).isEqualTo(last);
      assertThat(all.at("/rows/0/before").isNull()).isTrue();
      assertThatPagesJoin(server, "view=items&from=" + from + "&to=" + to, keys(all));

      String id =
          server
              .post("/v1/interactions", "{\"userId\":\"ann\",\"itemId\":\"tea\",\"type\":\"view\"}")
              .body()
              .at("/interactionIds/0")
              .asString();
      long did = server.get("/v1/views").body().get("head").asLong();
      server.delete("/v1/interactions/" + id);
      JsonNode gone = diff(server, "view=popularity&from=" + did);
      assertThat(gone.get("removed").asInt()).as(gone.toString()).isEqualTo(1);
      assertThat(gone.at("/rows/0/key").asString()).isEqualTo("tea");
      assertThat(gone.at("/rows/0/after").isNull()).isTrue();
      assertThat(diff(server, "view=popularity&from=" + from + "&to=" + to).get("rows")).isEmpty();
    }
  }

  private static List<String> keys(JsonNode changes) {
    List<String> keys = new ArrayList<>();
    changes.get("rows").forEach(row -> keys.add(row.get("key").asString()));
    return keys;
  }

  private static void assertThatPagesJoin(TestServer server, String range, List<String> all) {
    List<String> joined = new ArrayList<>();
    String after = "";
    for (int page = 0; page < all.size(); page++) {
      JsonNode one = diff(server, range + "&limit=1" + after);
      joined.addAll(keys(one));
      assertThat(one.get("next").isNull()).isEqualTo(page == all.size() - 1);
      after = "&after=" + one.get("next").asString("");
    }
    assertThat(joined).isEqualTo(all);
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    try (TestServer server = TestServer.start(data, Map.of("hindsight.past.max-events", "4"))) {
      for (int i = 0; i < 6; i++) {
        list(server, "i" + i, "I");
      }
      assertRefused(server, "view=items&from=5&to=3", 400, "range-inverted");
      assertRefused(server, "view=items&from=3&to=99", 400, "as-of-in-future");
      assertRefused(server, "view=items&from=0", 400, "as-of-before-log");
      assertRefused(server, "view=items&from=now", 400, "as-of-malformed");
      assertRefused(server, "view=items&from=1", 400, "as-of-too-dear");
      assertRefused(server, "view=nothing&from=1", 404, "view-unknown");
      assertRefused(server, "view=items", 400, "parameter-missing");
      assertRefused(server, "view=items&from=1&to=3&after=x", 400, "cursor-invalid");
    }
  }

  private static void assertRefused(TestServer server, String parameters, int status, String code) {
    Answer refused = server.get("/v1/audit/diff?" + parameters);
    assertThat(refused.status()).as(parameters + refused.body()).isEqualTo(status);
    assertThat(refused.body().get("code").asString()).isEqualTo(code);
  }
}
