package io.hindsight.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.intake.IntakeCommand.DelistItem;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.queries.ReadsUnavailable;
import io.hindsight.contracts.queries.ViewQuery.FindItem;
import io.hindsight.contracts.queries.ViewQuery.FindModels;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class ProblemsHttpTest extends HttpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/v1", "/v1/nothing", "/v2/items", "/error", "/v1/items/a/b/c", "/favicon.ico"})
  void unknownPathsAreProblems(String path) {
    get(path).problem(404, "path-unknown");
    get(path, "Accept", "text/html").problem(404, "path-unknown");
  }

  @Test
  void aMethodThatThePathDoesNotKnowIsToldWhichOnesItDoes() {
    Got got = send("PATCH", "/v1/items/i", BodyPublishers.ofString("{}"), "Content-Type", JSON);

    JsonNode problem = got.problem(405, "method-not-allowed");
    assertThat(problem.path("remedy").asString()).contains("DELETE", "GET", "PUT");
    assertThat(got.header("Allow")).contains("GET");
  }

  @Test
  void onlyJsonIsAnswered() {
    get("/v1/models", "Accept", "application/xml").problem(406, "not-acceptable");
  }

  @Test
  void aClientsMistakeIsNoWarning(CapturedOutput output) {
    send("PATCH", "/v1/items/i", BodyPublishers.ofString("{}"), "Content-Type", JSON)
        .problem(405, "method-not-allowed");
    get("/v1/nothing").problem(404, "path-unknown");
    get("/v1/models", "Accept", "application/xml").problem(406, "not-acceptable");
    post("/v1/items", "text/csv", "a,b").problem(415, "media-type-unsupported");
    get("/v1/popular?n=0").problem(400, "parameter-out-of-range");

    assertThat(output.getAll()).doesNotContain(" WARN ", " ERROR ");
  }

  @Test
  void noOriginIsAllowed() {
    Got got = get("/v1/nothing", "Origin", "https://elsewhere.example");

    assertThat(got.header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void aBugIsHiddenBehindItsTraceId() {
    stub.when(FindModels.class, q -> new IllegalStateException("secret inside"));

    Got got = get("/v1/models");

    got.problem(500, "internal");
    assertThat(got.response().body()).doesNotContain("secret inside");
  }

  @Test
  void aProblemCarriesTheTraceOfItsRequest() {
    String trace = "0123456789abcdef0123456789abcdef";
    stub.when(FindModels.class, q -> new IllegalStateException("inside"));

    assertThat(
            get("/v1/models", "Test-Trace", trace)
                .problem(500, "internal")
                .path("traceId")
                .asString())
        .isEqualTo(trace);
    assertThat(
            get("/v1/nothing", "Test-Trace", trace)
                .problem(404, "path-unknown")
                .path("traceId")
                .asString())
        .isEqualTo(trace);
    assertThat(get("/v1/nothing").json().has("traceId")).isFalse();
  }

  @Test
  void aBugOfACommandHandlerIsHiddenToo() {
    stub.when(DelistItem.class, q -> new IllegalArgumentException("secret inside"));

    Got got = delete("/v1/items/i");

    got.problem(500, "internal");
    assertThat(got.response().body()).doesNotContain("secret inside");
  }

  @Test
  void aLogThatCannotStoreIsWorthATry() {
    stub.when(RecordInteractions.class, c -> new LogUnavailable("disk /var/x is full", null));

    Got got = post("/v1/interactions", JSON, "{\"userId\":\"u\"}");

    got.problem(503, "log-unavailable");
    assertThat(got.header("Retry-After")).isEqualTo("1");
    assertThat(got.response().body()).doesNotContain("/var/x");
  }

  @Test
  void viewsThatCannotBeReadAreWorthATry() {
    stub.when(FindItem.class, q -> new ReadsUnavailable("mongodb://inside", new IOException()) {});

    Got got = get("/v1/items/i");

    got.problem(503, "views-unavailable");
    assertThat(got.response().body()).doesNotContain("inside");
  }

  @Test
  void overloadAndMissingPartsAreWorthATry() {
    stub.when(DelistItem.class, c -> new RejectedExecutionException("queue"));
    delete("/v1/items/i").problem(503, "overloaded");

    stub.when(DelistItem.class, c -> new NoHandlerForCommandException("none"));
    delete("/v1/items/i").problem(503, "not-ready");
  }

  @Test
  void anAnswerThatDoesNotComeInTimeSaysThatItsOutcomeIsOpen() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    stub.when(
        DelistItem.class,
        c -> {
          try {
            return never.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            return e;
          }
        });

    Got got = delete("/v1/items/i");
    never.countDown();

    got.problem(503, "timeout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%20", "%0A", "x%07y", "%ED%A0%80%00"})
  void idsThatCannotBeOnesAreRefused(String id) {
    get("/v1/items/" + id).refused();
    get("/v1/users/" + id + "/history").refused();
    delete("/v1/interactions/" + id).refused();
    assertThat(stub.received(FindItem.class)).isEmpty();
  }

  @Test
  void anIdOfMoreThanTwoHundredCharactersIsRefused() {
    get("/v1/items/" + "x".repeat(201)).problem(400, "id-invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/items/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/items/a%00b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/items/a\"<>b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\n\r\n",
        "GET /v1/models HTTP/9.9\r\nHost: x\r\n\r\n",
        "BREW /v1/models HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /v1/items HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n",
        "POST /v1/items HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
      })
  void whatTomcatItselfRefusesIsAProblemToo(String request) throws IOException {
    String answer = raw(request);

    assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|505|501).*");
    assertThat(answer).doesNotContain("Exception", "\tat ", "<html", "Tomcat");
    assertThat(answer).contains("application/problem+json", "\"code\"", "\"remedy\"");
  }

  @Test
  void oversizedHeadersAreAProblem() throws IOException {
    String answer =
        raw("GET /v1/models HTTP/1.1\r\nHost: x\r\nX: " + "h".repeat(40_000) + "\r\n\r\n");

    assertThat(answer).matches("(?s)HTTP/1\\.1 (400|431).*").contains("application/problem+json");
  }

  @Test
  void aBodyThatBreaksOffStoresNothing() throws IOException {
    String answer =
        raw(
            "POST /v1/interactions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 500\r\n\r\n[{\"userId\":\"u\"}");

    assertThat(answer).matches("(?s)HTTP/1\\.1 400.*\"code\".*");
    assertThat(stub.received(RecordInteractions.class)).isEmpty();
  }

  /** Sends bytes as they are, closes its side, and reads until the server closes. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
