package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.ServerProcess;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings by command line, environment and files, in a process with a directory of its own. */
class SettingsTest {
  @TempDir Path directory;

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverFiles() throws Exception {
    Files.writeString(
        directory.resolve("application.yaml"),
        """
        hindsight:
          data: from-yaml
          api: {max-records: 1, max-rejections-shown: 1, max-line: 256B, waiters: 1}
        server.port: 0
        """);
    Files.writeString(
        directory.resolve("application.properties"), "hindsight.api.max-rejections-shown=2\n");
    Map<String, String> environment =
        Map.of(
            "HINDSIGHT_DATA",
            "from-environment",
            "HINDSIGHT_API_MAXRECORDS",
            "5",
            "HINDSIGHT_API_MAX_LINE",
            "300B",
            "HINDSIGHT_API_MISSPELT",
            "ignored");
    List<String> arguments = List.of("up", "--set", "hindsight.api.max-line=310B");
    try (TestServer server =
        TestServer.of(ServerProcess.start(directory, environment, arguments))) {
      assertThat(directory.resolve("from-environment/log.db")).exists();
      assertThat(directory.resolve("from-yaml")).doesNotExist();
      assertThat(server.post("/v1/interactions", "[{},{},{},{},{},{}]").body().toString())
          .contains("more than 5 elements");
      assertThat(server.post("/v1/interactions", "[{},{},{}]").body().get("rejected"))
          .as("as application.properties has it, beside application.yaml")
          .hasSize(2);
      assertThat(server.ndjson("/v1/interactions", line(310)).body().toString())
          .doesNotContain("line-too-long");
      assertThat(server.ndjson("/v1/interactions", line(311)).body().toString())
          .contains("line-too-long");
    }
  }

  private static String line(int length) {
    String empty = "{\"userId\":\"u\",\"itemId\":\"i\",\"type\":\"view\"}";
    return empty.replace("{", "{" + " ".repeat(length - empty.length()));
  }

  @Test
  void optionsWinOverSettingsOfTheSameMeaning() throws Exception {
    Files.writeString(
        directory.resolve("application.properties"),
        "hindsight.data=from-file\nserver.port=nonsense\n");
    List<String> arguments = List.of("up", "--data", "given", "--port", "0");
    try (ServerProcess server = ServerProcess.start(directory, Map.of(), arguments)) {
      assertThat(server.output().getFirst()).isEqualTo("Data in " + directory.resolve("given"));
      assertThat(directory.resolve("from-file")).doesNotExist();
    }
  }

  @Test
  void malformedFilesAndPortsAreOneLine() throws Exception {
    Files.writeString(directory.resolve("application.yaml"), "hindsight:\n  log: sqlite\n bad\n");
    assertThat(ended("up"))
        .startsWith("hindsight: the settings cannot be read (")
        .contains("line 3", "mend application.yaml");
    Files.writeString(directory.resolve("application.yaml"), "server.port: 80a\n");
    assertThat(ended("up")).startsWith("hindsight: setting server.port cannot have its value");
    try (ServerSocket taken = new ServerSocket(0)) {
      Files.writeString(
          directory.resolve("application.yaml"), "server.port: " + taken.getLocalPort());
      assertThat(ended("up")).contains("port " + taken.getLocalPort() + " is taken");
    }
  }

  /** The last line of a command that fails. */
  private String ended(String... arguments) throws Exception {
    Process process = ServerProcess.hindsight(directory, Map.of(), List.of(arguments));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(1);
    assertThat(output).doesNotContain("\tat ");
    return output.lines().toList().getLast();
  }
}
