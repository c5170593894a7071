package io.hindsight.api.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import io.hindsight.api.positions.RecentWrites;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.util.ReflectionTestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests over real HTTP; all of them share one server. */
@SpringBootTest(
    classes = TestApi.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "hindsight.api.write-timeout=2s",
      "hindsight.api.read-timeout=2s",
      "hindsight.api.implicit-wait=100ms"
    })
public abstract class HttpTest {
  protected static final String JSON = "application/json";
  protected static final String NDJSON = "application/x-ndjson";
  protected static final JsonMapper MAPPER = new JsonMapper();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @LocalServerPort protected int port;
  @Autowired protected Stub stub;
  @Autowired protected MeterRegistry meters;
  @Autowired private RecentWrites recent;

  @BeforeEach
  void forget() {
    stub.reset();
    // The server is shared; what one test wrote is not the next one's to wait for.
    ((Cache<?, ?>) ReflectionTestUtils.getField(recent, "positions")).invalidateAll();
  }

  /** An answer, read. */
  public record Got(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public JsonNode json() {
      return MAPPER.readTree(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    /** Asserts that this is a problem, whole and clean. */
    public JsonNode problem(int status, String code) {
      assertThat(response.body()).as("status %s", status()).contains("\"code\"");
      JsonNode problem = json();
      assertThat(problem.path("code").asString()).as(response.body()).isEqualTo(code);
      assertThat(status()).as(response.body()).isEqualTo(status);
      requireClean();
      return problem;
    }

    /** A refusal of any kind: a problem detail of 4xx without a trace of our inside. */
    public JsonNode refused() {
      assertThat(status()).as(response.body()).isBetween(400, 499);
      requireClean();
      return json();
    }

    public void requireClean() {
      assertThat(header("Content-Type")).as(response.body()).startsWith("application/problem+json");
      JsonNode problem = json();
      assertThat(problem.path("status").asInt()).isEqualTo(status());
      for (String member : new String[] {"type", "title", "detail", "code", "remedy"}) {
        assertThat(problem.path(member).asString("")).as(member).isNotBlank();
      }
      assertThat(response.body())
          .doesNotContain("Exception", "\tat ", "io.hindsight.", "org.springframework", "<html");
    }
  }

  protected Got get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  protected Got delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  protected Got post(String path, String type, String body) {
    return post(path, type, body.getBytes(StandardCharsets.UTF_8));
  }

  protected Got post(String path, String type, byte[] body) {
    return send("POST", path, BodyPublishers.ofByteArray(body), "Content-Type", type);
  }

  protected Got put(String path, String body) {
    return send("PUT", path, BodyPublishers.ofString(body), "Content-Type", JSON);
  }

  protected Got send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Got(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
