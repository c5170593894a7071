package io.hindsight.app.cli;

import static io.hindsight.app.support.CommandLines.NO_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.launch.RunningServer;
import io.hindsight.app.launch.ServerLauncher;
import io.hindsight.app.launch.ServerNotStarted;
import io.hindsight.app.support.FakeApi;
import io.hindsight.app.support.FreePort;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void withoutACommandItExplainsItself() {
    assertThat(run(NO_SERVER)).isZero();
    assertThat(out.toString())
        .contains(
            "demo",
            "up",
            "import",
            "evaluate",
            "reproduce",
            "export",
            "integrity",
            "verify",
            "replay",
            "backup",
            "move-keys",
            "version",
            "test");
  }

  @Test
  void eachCommandExplainsItself() {
    for (String command :
        new String[] {
          "demo",
          "up",
          "import",
          "evaluate",
          "reproduce",
          "export",
          "integrity",
          "verify",
          "replay",
          "backup",
          "move-keys",
          "health"
        }) {
      assertThat(run(NO_SERVER, command, "--help")).isZero();
    }
    for (String format : new String[] {"movielens", "csv", "jsonl"}) {
      assertThat(run(NO_SERVER, "import", format, "--help")).isZero();
    }
    assertThat(out.toString()).contains("--map", "--no-train", "--data", "--exit");
  }

  @Test
  void anUnknownCommandIsNotUnderstood() {
    assertThat(run(NO_SERVER, "imprt")).isEqualTo(2);
    assertThat(err.toString()).contains("import");
  }

  @Test
  void noServerAtTheAddressIsOneLineWithARemedy() throws Exception {
    Path file = Files.writeString(directory.resolve("a.csv"), "user_id,item_id\nu,i\n");
    String nobody = "http://localhost:" + FreePort.next();
    assertThat(run(NO_SERVER, "import", "csv", file.toString(), "--url", nobody)).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("no server answers at", "./hindsight up", "--url");
  }

  @Test
  void anAddressThatIsNoneIsOneLine() throws Exception {
    Path file = Files.writeString(directory.resolve("a.csv"), "user_id,item_id\nu,i\n");
    assertThat(run(NO_SERVER, "import", "csv", file.toString(), "--url", "localhost:8080"))
        .isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(run(NO_SERVER, "reproduce", "r1", "--url", "localhost:8080")).isEqualTo(1);
    assertThat(run(NO_SERVER, "health", "--url", "localhost:8080")).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains("is not the address of a server"));
  }

  @Test
  void anImportOfNothingButWrongRowsFails() throws Exception {
    Path file = Files.writeString(directory.resolve("a.csv"), "user_id,item_id\nu\nv\n");
    try (FakeApi server = new FakeApi()) {
      assertThat(importInto(server, file)).isEqualTo(1);
      assertThat(out.toString()).contains("interactions rejected for columns: 2");
      assertThat(err.toString()).contains("nothing was stored");
      assertThat(server.trainings()).isZero();
    }
  }

  @Test
  void anImportEndsWithATrainingAndAnExample() throws Exception {
    Path file = Files.writeString(directory.resolve("a.csv"), "user_id,item_id\nJane D,i\n");
    try (FakeApi server = new FakeApi()) {
      assertThat(importInto(server, file)).as(err.toString()).isZero();
      assertThat(out.toString())
          .contains("version 1 serves now", "/v1/users/Jane%20D/recommendations?n=10");
    }
  }

  @Test
  void aTakenPortIsOneLineWithARemedy() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      String port = String.valueOf(socket.getLocalPort());
      assertThat(run(NO_SERVER, "up", "--data", directory.toString(), "--port", port)).isEqualTo(1);
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .contains("port " + port + " is taken", "--port");
    }
  }

  @Test
  void lockedDataIsOneLineWithARemedyAlsoWhenWrapped() {
    ServerLauncher locked =
        (data, port, settings) -> {
          throw new IllegalStateException(ServerNotStarted.dataLocked(data, null));
        };
    assertThat(run(locked, "up", "--data", directory.toString(), "--port", "0")).isEqualTo(1);
    assertThat(err.toString().lines()).singleElement().asString().contains("another server uses");
  }

  @Test
  void upStartsWhatItWasToldAndStopsIt() {
    AtomicReference<String> started = new AtomicReference<>("");
    Stopped server = new Stopped(URI.create("http://localhost:1234"));
    ServerLauncher launcher =
        (data, port, settings) -> {
          started.set(data + " " + port + " " + settings);
          return server;
        };
    Path data = directory.resolve("d");
    assertThat(run(launcher, "up", "--data", data.toString(), "--port", "0", "--set", "a.b=c"))
        .isZero();
    assertThat(started.get()).isEqualTo(data + " 0 {a.b=c}");
    assertThat(out.toString()).contains("Data in " + data, "Listening on http://localhost:1234");
    assertThat(server.closed).isTrue();
    assertThat(data).isDirectory();
  }

  @Test
  void theDemoFeedsShowsAndCleansUp() {
    try (FakeApi api = new FakeApi()) {
      AtomicReference<Path> data = new AtomicReference<>();
      Stopped server = new Stopped(api.address());
      ServerLauncher launcher =
          (directory, port, settings) -> {
            data.set(directory);
            return server;
          };
      int code = run(launcher, "demo", "--exit", "--people", "20", "--items", "60", "--weeks", "2");
      assertThat(code).as(err.toString()).isZero();
      assertThat(api.items()).hasSize(60);
      assertThat(api.users()).hasSize(20);
      assertThat(api.interactions()).hasSizeGreaterThan(200);
      assertThat(api.trainings()).isEqualTo(1);
      assertThat(out.toString())
          .contains(
              "Recommended to",
              "by item-knn version 1",
              "because you liked something",
              "/docs",
              "curl");
      assertThat(server.closed).isTrue();
      assertThat(data.get()).doesNotExist();
    }
  }

  @Test
  void healthEndsWithItsAnswer() throws Exception {
    try (FakeApi api = new FakeApi()) {
      assertThat(run(NO_SERVER, "health", "--url", api.address().toString())).isZero();
    }
    assertThat(run(NO_SERVER, "health", "--url", "http://localhost:1")).isEqualTo(1);
  }

  private int importInto(FakeApi server, Path file) {
    return run(
        NO_SERVER,
        "import",
        "csv",
        file.toString(),
        "--url",
        server.address().toString(),
        "--state",
        directory.resolve("states").toString());
  }

  private int run(ServerLauncher launcher, String... args) {
    CommandLine commands = CommandLineInterface.commands(launcher);
    return commands
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  /** A server that nobody waits for. */
  private static final class Stopped implements RunningServer {
    private final URI address;
    private volatile boolean closed;

    Stopped(URI address) {
      this.address = address;
    }

    @Override
    public URI address() {
      return address;
    }

    @Override
    public void awaitStop() {}

    @Override
    public void close() {
      closed = true;
    }
  }
}
