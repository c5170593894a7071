package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Everything about a person, from a real server. */
class ExportTest {
  @TempDir Path data;

  @Test
  void everythingAboutThePersonIsInItOpenedAndNothingOfOthers() {
    try (TestServer server = TestServer.start(data)) {
      server.put("/v1/items/tea", "{\"title\":\"Tea\"}");
      server.put("/v1/users/ann", "{\"name\":\"Ann Example\",\"attributes\":{\"town\":\"Graz\"}}");
      server.put("/v1/users/bob", "{\"name\":\"Bob Example\"}");
      Answer done =
          server.ndjson(
              "/v1/interactions",
              "{\"interactionId\":\"a1\",\"userId\":\"ann\",\"itemId\":\"tea\",\"type\":\"search_click\",\"query\":\"green tea\"}\n"
                  + "{\"interactionId\":\"a2\",\"userId\":\"ann\",\"itemId\":\"tea\",\"type\":\"like\"}\n"
                  + "{\"interactionId\":\"b1\",\"userId\":\"bob\",\"itemId\":\"tea\",\"type\":\"like\"}");
      assertThat(done.body().get("accepted").asInt()).isEqualTo(3);
      server.delete("/v1/interactions/a2");
      server.get("/v1/users/ann/recommendations");
      server.put("/v1/users/ann/consent", "{\"consent\":\"limited\"}");
      TestServer.awaiting("the profile", () -> server.get("/v1/users/ann").status() == 200);

      JsonNode export = server.get("/v1/users/ann/export").body();
      assertThat(export.get("complete").asBoolean()).isTrue();
      assertThat(export.get("consent").asString()).isEqualTo("limited");
      assertThat(export.at("/profile/name").asString()).isEqualTo("Ann Example");
      assertThat(export.at("/profile/attributes/town").asString()).isEqualTo("Graz");
      assertThat(
              StreamSupport.stream(export.get("events").spliterator(), false)
                  .map(event -> event.get("type").asString()))
          .containsExactlyInAnyOrder(
              "profile.ProfileCreated",
              "interaction.InteractionRecorded",
              "interaction.InteractionRecorded",
              "interaction.InteractionRetracted",
              "serving.RecommendationServed",
              "consent.ConsentChanged");
      assertThat(export.toString()).contains("green tea", "Ann Example").doesNotContain("Bob");
      assertThat(server.get("/v1/users/nobody/export").status()).isEqualTo(404);
    }
  }
}
