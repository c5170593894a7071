package io.hindsight.app.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The image's command line as it stands in the Dockerfile, with a java that says what it got. */
class EntryPointTest {
  @TempDir Path directory;

  private static List<String> entryPoint() throws Exception {
    String dockerfile = Files.readString(Tool.ROOT.resolve("docker/Dockerfile"));
    Matcher line = Pattern.compile("(?m)^ENTRYPOINT (\\[.*])$").matcher(dockerfile);
    assertThat(line.find()).isTrue();
    return JsonMapper.shared().readValue(line.group(1), new TypeReference<>() {});
  }

  /** Where the name of a file fits a pattern among the options, as nobody would have them. */
  private List<String> javaGets(String modules, String options, String... arguments)
      throws Exception {
    Path home = Files.createDirectories(directory.resolve("a jdk"));
    Files.writeString(home.resolve("release"), "MODULES=\"" + modules + "\"\n");
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path java = bin.resolve("java");
    Files.writeString(java, "#!/bin/sh\nfor one in \"$@\"; do printf '%s\\n' \"$one\"; done\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path here = Files.createDirectories(directory.resolve("here"));
    Files.writeString(here.resolve("-Da=bc"), "");
    List<String> command = new ArrayList<>(entryPoint());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(here.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.put("PATH", bin + ":" + environment.get("PATH"));
    environment.put("JAVA_HOME", home.toString());
    environment.put("HINDSIGHT_JAVA_OPTS", options);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  @Test
  void everyOptionReachesJavaAsItStands() throws Exception {
    assertThat(
            javaGets(
                "java.base jdk.incubator.vector",
                "-Xmx1g -Da=b*",
                "up",
                "--data",
                "/var/lib/my shop",
                "--set",
                "hindsight.models=*"))
        .containsExactly(
            "-Xmx1g",
            "-Da=b*",
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            "hindsight.jar",
            "up",
            "--data",
            "/var/lib/my shop",
            "--set",
            "hindsight.models=*");
  }

  @Test
  void aJavaWithoutTheVectorsIsNotAskedForThem() throws Exception {
    assertThat(javaGets("java.base", "", "health"))
        .containsExactly(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            "hindsight.jar",
            "health");
  }
}
