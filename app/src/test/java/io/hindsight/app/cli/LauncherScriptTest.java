package io.hindsight.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script ./hindsight, with JDKs, a build and a program that only say what they were told. */
class LauncherScriptTest {
  @TempDir Path directory;
  private Path root;

  private record Ended(int code, String output) {}

  @BeforeEach
  void layOutAProject() throws Exception {
    root = Files.createDirectories(directory.resolve("my project"));
    String script =
        Files.readString(Path.of(System.getProperty("hindsight.root", ".."), "hindsight"));
    assertThat(script).contains("/usr/lib/jvm/*", "/opt/java/*", "/Library/Java/");
    // Only what the test lays out is to be found, whatever this machine has.
    executable(
        root.resolve("hindsight"),
        script
            .replace("/usr/lib/jvm/*", "/nonexistent/*")
            .replace("/opt/java/*", "/nonexistent/*")
            .replace("/Library/Java/", "/nonexistent/"));
    Files.createDirectories(root.resolve("app/src/main/java"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    executable(
        root.resolve("mvnw"),
        """
        #!/bin/sh
        echo "built with $JAVA_HOME: $*"
        [ ! -e broken ] || { echo "it is broken"; exit 3; }
        mkdir -p app/target
        : >app/target/app-1-exec.jar
        """);
  }

  /** JUnit warns about each link out of its directory that it deletes. */
  @AfterEach
  void unlinkTools() throws Exception {
    try (Stream<Path> links = Files.list(directory.resolve("tools"))) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
  }

  @Test
  void withoutAnyJdkOneLineSaysHowToGetOne() throws Exception {
    Ended ended = run(null, root.resolve("hindsight"), "version");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output().lines())
        .singleElement()
        .asString()
        .contains("needs a JDK 25 or newer", "adoptium.net");
  }

  @Test
  void anOldJdkAndARuntimeWithoutCompilerAreNamed() throws Exception {
    Ended old = run(jdk("old", "17.0.9", true), root.resolve("hindsight"), "version");
    assertThat(old.output()).contains("found only", "old (17)");
    Ended runtime = run(jdk("jre", "25", false), root.resolve("hindsight"), "version");
    assertThat(runtime.output()).contains("jre (no compiler)");
    assertThat(List.of(old.code(), runtime.code())).containsOnly(1);
  }

  @Test
  void itBuildsOnceThenRunsAndPassesArgumentsAndExitCode() throws Exception {
    Path jdk = jdk("jdk", "25.0.1", true);
    Ended first = run(jdk, root.resolve("hindsight"), "import", "a b", "--x");
    assertThat(first.output()).contains("Building Hindsight (not built yet)");
    assertThat(first.output()).contains("app-1-exec.jar|import|a b|--x|");
    assertThat(first.code()).isEqualTo(7);

    Ended second = run(jdk, root.resolve("hindsight"), "version");
    assertThat(second.output()).doesNotContain("Building").contains("app-1-exec.jar|version|");
  }

  @Test
  void itBuildsAgainWhenASourceIsNewer() throws Exception {
    Path jdk = jdk("jdk", "26-ea", true);
    run(jdk, root.resolve("hindsight"), "version");
    Path source = Files.writeString(root.resolve("app/src/main/java/A.java"), "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(run(jdk, root.resolve("hindsight"), "version").output())
        .contains("Building Hindsight (sources are newer than the jar)");
  }

  @Test
  void itWorksThroughSymbolicLinks() throws Exception {
    Path first =
        Files.createSymbolicLink(directory.resolve("one"), Path.of("my project/hindsight"));
    Path second = Files.createSymbolicLink(directory.resolve("two"), first);
    assertThat(run(jdk("jdk", "25", true), second).output()).contains("app-1-exec.jar|--help|");
  }

  @Test
  void aFailingBuildShowsTheEndOfItsLog() throws Exception {
    Files.writeString(root.resolve("broken"), "");
    Ended ended = run(jdk("jdk", "25", true), root.resolve("hindsight"), "up");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains("it is broken", "the build failed", "build.log");
  }

  @Test
  void testRunsTheWholeBuildAndAddsUpTheReports() throws Exception {
    Path reports = Files.createDirectories(root.resolve("app/target/surefire-reports"));
    for (String name : List.of("A", "B")) {
      Path report =
          Files.writeString(
              reports.resolve(name + ".txt"),
              "Test set\nTests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time: 1 s\n");
      Files.setLastModifiedTime(report, FileTime.from(Instant.now().plusSeconds(5)));
    }
    Ended ended = run(jdk("jdk", "25", true), root.resolve("hindsight"), "test");
    assertThat(ended.code()).isZero();
    assertThat(ended.output())
        .contains("verify", "Tests run: 6, Failures: 0, Errors: 0, Skipped: 2", "Passed.");

    Files.writeString(root.resolve("broken"), "");
    Ended broken = run(jdk("jdk", "25", true), root.resolve("hindsight"), "test");
    assertThat(broken.code()).isEqualTo(3);
    assertThat(broken.output()).contains("FAILED");
  }

  private Path jdk(String name, String version, boolean compiler) throws Exception {
    Path jdk = directory.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(
        jdk.resolve("bin/java"),
        "#!/bin/sh\nfor a in \"$@\"; do printf '%s|' \"${a##*/}\"; done\nexit 7\n");
    if (compiler) {
      executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    }
    return jdk;
  }

  private Ended run(Path javaHome, Path script, String... arguments) throws Exception {
    // A path of its own, since the machine's may have a JDK on it.
    Path tools = Files.createDirectories(directory.resolve("tools"));
    for (String tool :
        List.of("sh", "dirname", "readlink", "sed", "find", "head", "tail", "mkdir", "touch")) {
      Path link = tools.resolve(tool);
      for (String place : List.of("/usr/bin", "/bin")) {
        if (!Files.exists(link) && Files.exists(Path.of(place, tool))) {
          Files.createSymbolicLink(link, Path.of(place, tool));
        }
      }
    }
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(directory.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("HOME", directory.toString());
    if (javaHome != null) {
      builder.environment().put("JAVA_HOME", javaHome.toString());
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private static void executable(Path file, String text) throws Exception {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
