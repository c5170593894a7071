package io.hindsight.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.deployment.Tool.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What lies in docker/, as far as it can be checked without a container engine or a cluster. */
class DeploymentFilesTest {
  private static final Path DOCKER = Tool.ROOT.resolve("docker");

  private static String done(Tool tool, String... arguments) {
    return done(tool, Map.of(), arguments);
  }

  private static String done(Tool tool, Map<String, String> environment, String... arguments) {
    Ended ended = tool.run(DOCKER, environment, arguments);
    assertThat(ended.code()).as(ended.out()).isZero();
    return ended.out();
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "servers", "axon-server"})
  void composeUnderstandsEachProfile(String profile) {
    String config =
        done(Tool.require("docker-compose"), "-f", "compose.yaml", "--profile", profile, "config");
    assertThat(config).contains("hindsight", "127.0.0.1");
  }

  @Test
  @SuppressWarnings("unchecked")
  void theProfileOfServersHasThemAll() throws Exception {
    Map<String, Object> compose = new Yaml().load(Files.readString(DOCKER.resolve("compose.yaml")));
    var services = (Map<String, Map<String, Object>>) compose.get("services");
    Set<String> started = new TreeSet<>();
    services.forEach(
        (name, service) -> {
          String image = service.get("image").toString();
          assertThat(image).as("ours, or pinned").matches("hindsight|.+:v?[0-9][0-9.]*");
          if (((List<String>) service.get("profiles")).contains("servers")) {
            started.add(name);
          }
        });
    assertThat(started)
        .containsExactly(
            "axon-server",
            "elasticsearch",
            "grafana",
            "hindsight",
            "mongodb",
            "otel-collector",
            "postgresql",
            "prometheus",
            "serving");
    assertThat(services.get("elasticsearch")).containsKeys("healthcheck", "mem_limit");
  }

  @Test
  void theLogOfTheServersIsAVariable() {
    String[] config = {"-f", "compose.yaml", "--profile", "servers", "config"};
    Tool compose = Tool.require("docker-compose");
    assertThat(done(compose, Map.of(), config)).contains("HINDSIGHT_LOG: axon-server");
    String onPostgres = done(compose, Map.of("HINDSIGHT_LOG", "postgresql"), config);
    assertThat(onPostgres.split("HINDSIGHT_LOG: postgresql", -1)).as("both nodes").hasSize(3);
  }

  @Test
  void whatComposeMountsIsThere() throws Exception {
    Matcher mounts =
        Pattern.compile("(?m)- \"?(\\./[^:]+):|\\[\"(\\./[^:]+):")
            .matcher(Files.readString(DOCKER.resolve("compose.yaml")));
    List<String> missing = new ArrayList<>();
    int found = 0;
    while (mounts.find()) {
      String path = mounts.group(1) == null ? mounts.group(2) : mounts.group(1);
      found++;
      if (!Files.exists(DOCKER.resolve(path))) {
        missing.add(path);
      }
    }
    assertThat(found).isEqualTo(4);
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "nodes"})
  void kustomizePutsTheManifestsTogether(String overlay) {
    String manifests = done(Tool.require("kubectl"), "kustomize", "kubernetes/" + overlay);
    assertThat(manifests)
        .contains("kind: StatefulSet", "kind: Service", "kind: NetworkPolicy")
        .contains("/actuator/health/liveness", "/actuator/health/readiness")
        .contains("limits:", "memory:")
        .contains("readOnlyRootFilesystem: true", "SQLITE_TMPDIR", "HINDSIGHT_KEYS_MASTERKEY");
    assertThat(manifests.contains("kind: PodDisruptionBudget")).isEqualTo(overlay.equals("nodes"));
    assertThat(manifests.split("name: HINDSIGHT_MONGODB_URI", -1))
        .as("worker and serving nodes alike")
        .hasSize(overlay.equals("nodes") ? 3 : 1);
  }

  /** In the environment a misspelt name is ignored in silence. */
  @Test
  void everySettingIsOneThatIsDocumented() throws Exception {
    Set<String> documented =
        Pattern.compile("`([a-z.-]+)`")
            .matcher(Files.readString(Tool.ROOT.resolve("docs/running.md")))
            .results()
            .map(name -> name.group(1).replaceAll("[.-]", "").toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Set<String> set = new TreeSet<>();
    try (Stream<Path> files = Files.walk(DOCKER)) {
      for (Path file : files.filter(path -> path.toString().endsWith("yaml")).toList()) {
        Pattern.compile("\\bHINDSIGHT_([A-Z_]+)(?=:|,)")
            .matcher(Files.readString(file))
            .results()
            .forEach(name -> set.add(name.group(1).replace("_", "")));
      }
    }
    assertThat(set).contains("KEYSMASTERKEY", "ROLE");
    assertThat(documented).containsAll(set);
  }

  @Test
  void alertsFireWhenTheyShouldAndOnlyThen() {
    Tool promtool = Tool.require("promtool");
    done(promtool, "check", "config", "prometheus/prometheus.yml");
    done(promtool, "test", "rules", "prometheus/rules.test.yml");
  }
}
