package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import tools.jackson.databind.JsonNode;

/** Erases people over HTTP. */
final class Erasures {
  private Erasures() {}

  /** Answers with the erasure's id. */
  static String begin(TestServer server, String user) {
    Answer asked = server.delete("/v1/users/" + user);
    assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
    return asked.body().get("erasureId").asString();
  }

  static JsonNode status(TestServer server, String erasure) {
    Answer answer = server.get("/v1/erasures/" + erasure);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  static JsonNode awaitCompleted(TestServer server, String erasure) {
    // A view that is behind does not know of it yet, on another node above all.
    TestServer.awaiting(
        "erasure " + erasure,
        () ->
            "completed"
                .equals(server.get("/v1/erasures/" + erasure).body().path("status").asString("")));
    return status(server, erasure);
  }
}
