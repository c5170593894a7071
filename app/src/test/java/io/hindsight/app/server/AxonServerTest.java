package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.AnyAxonServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole server with its log on a real Axon Server, where one is named. */
@Timeout(600)
@ExtendWith(AnyAxonServer.class)
class AxonServerTest {
  @TempDir private Path data;

  @Test
  void recommendsReproducesAndVerifiesFromALogOnAxonServer() throws Exception {
    Map<String, String> settings = AnyAxonServer.freshLog();
    JsonNode list;
    long head;
    try (TestServer server = TestServer.start(data, settings)) {
      for (String item : new String[] {"assam", "darjeeling", "mug"}) {
        assertThat(server.put("/v1/items/" + item, "{\"title\":\"" + item + "\"}").status())
            .isLessThan(300);
      }
      assertThat(accepted(server.post("/v1/interactions", likes()))).isEqualTo(20);
      server.train();
      assertThat(accepted(server.post("/v1/interactions", "[" + liked("new", "assam") + "]")))
          .isEqualTo(1);
      list = server.get("/v1/users/new/recommendations").body();
      assertThat(list.get("items").toString()).contains("because you liked assam");
      head = server.get("/v1/views").body().get("head").asLong();
    }
    assertThat(Files.exists(data.resolve("log.db"))).isFalse();

    try (TestServer server = TestServer.start(data, settings)) {
      JsonNode again = server.post("/v1/interactions", likes()).body();
      assertThat(again.get("accepted").asInt()).isZero();
      assertThat(again.get("duplicates").asInt()).isEqualTo(20);
      assertThat(server.get("/v1/users/new/recommendations").body().get("items").get(0))
          .isEqualTo(list.get("items").get(0));

      String receipt = "/v1/audit/recommendations/" + list.get("recommendationId").asString();
      JsonNode reproduced = server.post(receipt + "/reproduce", "").body();
      assertThat(reproduced.get("result").asString())
          .as(reproduced.toString())
          .isEqualTo("identical");
      JsonNode check = server.post("/v1/audit/integrity/check", "").body();
      assertThat(check.get("result").asString()).as(check.toString()).isEqualTo("intact");
      assertThat(check.get("upTo").asLong())
          .as("sealed when it stopped")
          .isGreaterThanOrEqualTo(head);
      JsonNode events =
          server.get("/v1/audit/events?item=darjeeling&type=catalog.ItemListed").body();
      assertThat(events.get("events")).as(events.toString()).hasSize(1);
      JsonNode views = server.get("/v1/views").body();
      assertThat(views.get("head").asLong()).isGreaterThanOrEqualTo(head);
      assertThat(server.get("/v1/quality").body().get("accepted").asInt()).isEqualTo(21);
    }
  }

  private static int accepted(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return answer.body().get("accepted").asInt();
  }

  private static String likes() {
    StringBuilder records = new StringBuilder("[");
    for (int person = 0; person < 10; person++) {
      records.append(person == 0 ? "" : ",").append(liked("p" + person, "assam"));
      records.append(',').append(liked("p" + person, person < 8 ? "darjeeling" : "mug"));
    }
    return records.append(']').toString();
  }

  private static String liked(String user, String item) {
    return "{\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"like\",\"timestamp\":\"2026-01-02T03:04:05Z\"}"
        .formatted(user, item);
  }
}
