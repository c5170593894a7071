package io.hindsight.app.server;

import io.hindsight.app.launch.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server on a free port, and a client of it. */
public final class TestServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunningServer server;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private TestServer(RunningServer server) {
    this.server = server;
  }

  public static TestServer start(Path data, Map<String, String> settings) {
    return new TestServer(new SpringServerLauncher().start(data, 0, settings));
  }

  public static TestServer start(Path data) {
    return start(data, Map.of());
  }

  /** A client of a server that runs elsewhere, and is closed with it. */
  public static TestServer of(RunningServer server) {
    return new TestServer(server);
  }

  /** A client that leaves the server running when it is closed. */
  public static TestServer clientOf(RunningServer server) {
    return new TestServer(new Elsewhere(server.address()));
  }

  private record Elsewhere(URI address) implements RunningServer {
    @Override
    public void awaitStop() {}

    @Override
    public void close() {}
  }

  public URI address() {
    return server.address();
  }

  public record Answer(int status, JsonNode body, java.net.http.HttpHeaders headers) {
    public long position() {
      return body.get("position").asLong();
    }
  }

  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /** What a path answers once its views have seen a position, asked again as a client would. */
  public Answer seen(String path, long position) {
    Answer[] last = new Answer[1];
    awaiting(
        path + " at " + position,
        () -> {
          last[0] = get(path, "Hindsight-Position", Long.toString(position));
          return last[0].status() != 503;
        });
    return last[0];
  }

  public Answer post(String path, String json, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Answer ndjson(String path, String lines) {
    return send(
        request(path)
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(lines)));
  }

  public Answer put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public String text(String path) {
    try {
      return client.send(request(path).GET().build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Trains item-knn on all there is and waits until it serves. */
  public int train() {
    return train("item-knn", "{}");
  }

  /**
   * @param settings a JSON object
   */
  public int train(String algorithm, String settings) {
    String body = "{\"algorithm\":\"%s\",\"settings\":%s}".formatted(algorithm, settings);
    JsonNode asked = post("/v1/trainings", body).body();
    if (!asked.has("trainingId")) {
      throw new AssertionError(asked.toString());
    }
    String id = asked.get("trainingId").asString();
    awaiting("training " + id, () -> "active".equals(statusOf(id)));
    JsonNode model = modelOf(id);
    return model.get("version").asInt();
  }

  private String statusOf(String trainingId) {
    JsonNode model = modelOf(trainingId);
    return model == null ? "unknown" : model.get("status").asString();
  }

  private JsonNode modelOf(String trainingId) {
    for (JsonNode model : get("/v1/models").body().get("models")) {
      if (model.get("trainingId").asString().equals(trainingId)) {
        return model;
      }
    }
    return null;
  }

  /** Waits for a condition, and fails by its name when a minute is over. */
  public static void awaiting(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited a minute in vain for " + what);
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(Duration.ofMinutes(1));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      String body = response.body();
      return new Answer(
          response.statusCode(),
          body.isEmpty() ? JSON.nullNode() : JSON.readTree(body),
          response.headers());
    } catch (IOException e) {
      throw new AssertionError(request.toString(), e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
