package io.hindsight.app.deployment;

import static io.hindsight.app.server.TestServer.awaiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer;
import io.hindsight.app.support.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus reads a real server by the rules and the dashboard of docker/. */
class ScrapedServerTest {
  private static final Path DOCKER = Tool.ROOT.resolve("docker");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Each request leaves an exemplar, as one in ten does by default. */
  private static final Map<String, String> SAMPLED =
      Map.of("management.tracing.sampling.probability", "1.0");

  private static final Pattern METRIC = Pattern.compile("\\b([a-z_:]+)\\{");

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private URI prometheus = URI.create("http://localhost");

  @Test
  void everyRuleAndEveryPanelFindsItsMetrics() throws Exception {
    Tool tool = Tool.require("prometheus");
    try (TestServer server = TestServer.start(directory.resolve("data"), SAMPLED)) {
      server.put("/v1/items/tea", "{\"title\":\"Tea\"}");
      server.post("/v1/interactions", "{\"userId\":\"u\",\"itemId\":\"tea\",\"type\":\"like\"}");
      server.post("/v1/interactions", "{\"userId\":\"u\",\"itemId\":\"tea\",\"type\":\"no\"}");
      server.get("/v1/users/u/recommendations");
      System.gc(); // A pause for the dashboard to show.
      Process process = start(tool, server.address());
      try {
        awaiting("rules to be evaluated", () -> rules().stream().noneMatch("unknown"::equals));
        assertThat(rules()).containsExactly("ok");
        awaiting("two scrapes", () -> value("count_over_time(up[1m])") >= 2);
        assertThat(ask("/api/v1/targets").findValuesAsString("lastError")).containsOnly("");
        awaiting("two good ones", () -> value("sum_over_time(up[1m])") >= 2);
        server.get("/v1/users/u/recommendations"); // A rate needs two scrapes that differ.
        awaiting("requests of which none failed", () -> value("hindsight:errors:ratio") == 0);
        everyPanelHasData();
        assertThat(ask("/api/v1/alerts").toString())
            .as("a server at work wakes nobody")
            .contains("success")
            .doesNotContain("firing");
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private Process start(Tool tool, URI server) throws IOException {
    Files.copy(DOCKER.resolve("prometheus/rules.yml"), directory.resolve("rules.yml"));
    String config =
        Files.readString(DOCKER.resolve("prometheus/prometheus.yml"))
            .replace("15s", "5s")
            .replace(
                "\"hindsight:8080\", \"serving:8080\"", server.getHost() + ":" + server.getPort());
    Files.writeString(directory.resolve("prometheus.yml"), config);
    int port = FreePort.next();
    prometheus = URI.create("http://127.0.0.1:" + port);
    return tool.start(
        directory,
        "--config.file=prometheus.yml",
        "--storage.tsdb.path=tsdb",
        "--web.listen-address=127.0.0.1:" + port);
  }

  private void everyPanelHasData() throws IOException {
    JsonNode dashboard =
        JSON.readTree(Files.readString(DOCKER.resolve("grafana/dashboards/hindsight.json")));
    Set<String> known = new TreeSet<>();
    ask("/api/v1/label/__name__/values").path("data").forEach(name -> known.add(name.asString()));
    Set<String> asked = new TreeSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String query =
            target
                .path("expr")
                .asString()
                .replace("$instance", ".+")
                .replace("$__rate_interval", "1m");
        assertThat(query(query).path("status").asString()).as(query).isEqualTo("success");
        METRIC.matcher(query).results().forEach(found -> asked.add(found.group(1)));
      }
    }
    assertThat(asked).hasSizeGreaterThan(10);
    assertThat(known).containsAll(asked);
  }

  /** In which states rules are. */
  private Set<String> rules() {
    JsonNode groups = ask("/api/v1/rules").at("/data/groups");
    Set<String> health = new TreeSet<>();
    if (groups.isEmpty()) {
      return Set.of("unknown");
    }
    groups.forEach(
        group -> group.path("rules").forEach(rule -> health.add(rule.path("health").asString())));
    return health;
  }

  private double value(String expression) {
    JsonNode result = query(expression).at("/data/result/0/value/1");
    return result.isMissingNode() ? Double.NaN : Double.parseDouble(result.asString());
  }

  private JsonNode query(String expression) {
    return ask("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
  }

  /** Nothing while it does not answer yet. */
  private JsonNode ask(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(prometheus.resolve(path)).build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200
          ? JSON.readTree(response.body())
          : JSON.createObjectNode();
    } catch (IOException notYet) {
      return JSON.createObjectNode();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
