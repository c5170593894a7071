package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.app.support.StoredData;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people allow, over HTTP and through a kill. */
class ConsentTest {
  @TempDir Path data;

  @Test
  void whoWithdrawsIsNeitherProfiledNorLearnedFromAndItSurvivesAKill() {
    ServerProcess process = ServerProcess.start(data, 0, Map.of());
    try (TestServer server = TestServer.of(process)) {
      shop(server);
      server.train();
      assertThat(algorithm(server, "ann")).isEqualTo("item-knn");
      consent(server, "ann", "limited");
      assertThat(algorithm(server, "ann")).isNotEqualTo("item-knn");
      assertThat(accepted(server, "ann")).isEqualTo(1);
      process.kill();
    }
    try (TestServer server = TestServer.start(data)) {
      assertThat(server.get("/v1/users/ann/consent").body().get("consent").asString())
          .isEqualTo("limited");
      assertThat(algorithm(server, "ann")).isNotEqualTo("item-knn");
      server.train();
      long limited = server.get("/v1/views").body().get("head").asLong();
      consent(server, "ann", "none");
      assertThat(accepted(server, "ann")).isZero();
      consent(server, "ann", "full");
      assertThat(accepted(server, "ann")).isEqualTo(1);
      assertThat(algorithm(server, "ann")).isEqualTo("item-knn");
      assertThat(asOf(server, "consent", limited).get("consent").asString()).isEqualTo("limited");
      assertThat(asOf(server, "recommendations", limited).get("algorithm").asString())
          .as("nobody's list, as it was then")
          .isNotEqualTo("item-knn");
      assertThat(server.get("/v1/users/ann/history").body().get("interactions").size())
          .as("what was done meanwhile is recorded")
          .isGreaterThan(3);
    }
    List<ModelTrained> trained = StoredData.events(data, ModelTrained.class);
    assertThat(trained.get(0).provenance().subjects()).isEqualTo(3);
    assertThat(trained.get(1).provenance().subjects()).isEqualTo(2);
  }

  private static void shop(TestServer server) {
    StringBuilder lines = new StringBuilder();
    for (int item = 0; item < 6; item++) {
      server.put("/v1/items/i" + item, "{\"title\":\"Item %d\"}".formatted(item));
      for (String user : List.of("ann", "bob", "eve")) {
        if (item < 3 || !user.equals("ann")) {
          lines.append(
              "{\"userId\":\"%s\",\"itemId\":\"i%d\",\"type\":\"like\"}%n".formatted(user, item));
        }
      }
    }
    assertThat(server.ndjson("/v1/interactions", lines.toString()).body().get("accepted").asInt())
        .isEqualTo(15);
  }

  private static void consent(TestServer server, String user, String consent) {
    Answer answer =
        server.put("/v1/users/" + user + "/consent", "{\"consent\":\"" + consent + "\"}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
  }

  private static String algorithm(TestServer server, String user) {
    return server.get("/v1/users/" + user + "/recommendations").body().get("algorithm").asString();
  }

  private static JsonNode asOf(TestServer server, String what, long position) {
    return server.get("/v1/users/ann/" + what + "?asOf=" + position).body();
  }

  private static int accepted(TestServer server, String user) {
    String one = "{\"userId\":\"" + user + "\",\"itemId\":\"i1\",\"type\":\"view\"}";
    Answer answer = server.post("/v1/interactions", "[" + one + "]");
    return answer.body().get("accepted").asInt();
  }
}
