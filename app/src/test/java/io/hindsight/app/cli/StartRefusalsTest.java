package io.hindsight.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.SpringServerLauncher;
import io.hindsight.app.server.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Every start that is refused, on real data, and that docs/running.md lists what is said. */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartRefusalsTest {
  private static final Pattern PHRASE = Pattern.compile("`([^`]+)`");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\b(DIR|[A-Z])\\b");
  private static final String OTHER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private Path directory;
  private Path shop;
  private Path shopBefore;
  private Path other;
  private int copies;

  /** What is done to a copy of the shop's data before a server is started on it. */
  private interface Damage {
    void to(Path data) throws IOException;
  }

  /**
   * @param says what stands in docs/running.md
   * @param remedy a part of it
   */
  private record Refusal(String says, String remedy, Damage damage, List<String> arguments) {
    static Refusal of(String says, String remedy, Damage damage, String... arguments) {
      return new Refusal(says, remedy, damage, List.of(arguments));
    }

    static Refusal ofSetting(String says, String remedy, String... settings) {
      return of(
          says,
          remedy,
          data -> {},
          Stream.of(settings)
              .flatMap(one -> Stream.of("--set", "hindsight." + one))
              .toArray(String[]::new));
    }

    @Override
    public String toString() {
      return says + " " + arguments;
    }
  }

  @BeforeAll
  void keepTwoShops(@TempDir Path directory) throws IOException {
    this.directory = directory;
    shop = directory.resolve("shop");
    shopBefore = directory.resolve("before");
    other = directory.resolve("other");
    like(shop, "ann");
    copy(shop, shopBefore);
    like(shop, "bob");
    like(other, "eve");
  }

  private static void like(Path data, String user) {
    try (TestServer server = TestServer.start(data)) {
      String liked = "{\"userId\":\"%s\",\"itemId\":\"tea\",\"type\":\"like\"}".formatted(user);
      assertThat(server.post("/v1/interactions", liked).status()).isEqualTo(202);
    }
  }

  List<Refusal> refusals() {
    return List.of(
        Refusal.of("there is no port N", "--port", data -> {}, "--port", "65536"),
        Refusal.of("there is no port N", "--port", data -> {}, "--port", "-1"),
        Refusal.of(
            "cannot create the data directory DIR (X)",
            "--data",
            data -> {
              delete(data);
              Files.writeString(data, "");
            }),
        Refusal.ofSetting("unknown setting: hindsight.X", "running.md", "keys.masterkeys=x"),
        Refusal.ofSetting(
            "setting X cannot have its value \"V\"",
            "one of sqlite, postgresql, axon-server",
            "log=mysql"),
        Refusal.ofSetting(
            "setting X cannot have its value \"V\"", "running.md", "serving.epoch-events=many"),
        Refusal.ofSetting(
            "settings that cannot be: X", "serving.epoch-events must be", "serving.epoch-events=0"),
        Refusal.ofSetting(
            "settings that cannot be: X",
            "hindsight.postgresql.user is missing",
            "log=postgresql",
            "postgresql.url=jdbc:postgresql://localhost:1/x"),
        Refusal.ofSetting("hindsight.X must be in A..B", "100000", "api.max-records=0"),
        Refusal.ofSetting("hindsight.log=postgresql lacks its database", "url", "log=postgresql"),
        Refusal.ofSetting(
            "cannot open the log at X",
            "Connection refused",
            "log=postgresql",
            "postgresql.url=jdbc:postgresql://localhost:1/x?password=secret",
            "postgresql.user=u",
            "postgresql.password=secret"),
        Refusal.ofSetting(
            "hindsight.role=serving needs the stores of a worker",
            "hindsight.log=postgresql",
            "role=serving"),
        Refusal.ofSetting(
            "hindsight.keys.store=postgresql is for a log on a server",
            "hindsight.log=postgresql",
            "keys.store=postgresql"),
        Refusal.ofSetting(
            "hindsight.log=axon-server lacks its server", "axon-server.address", "log=axon-server"),
        Refusal.ofSetting(
            "hindsight.axon-server.address: X",
            "HOST:PORT",
            "log=axon-server",
            "axon-server.address=axon:port"),
        Refusal.ofSetting(
            "Axon Server at X is away",
            "check that it can be reached",
            "log=axon-server",
            "axon-server.address=localhost:1",
            "axon-server.token=secret"),
        Refusal.ofSetting(
            "X holds no certificate to trust",
            "axon-server.certificate",
            "log=axon-server",
            "axon-server.address=localhost:1",
            "axon-server.certificate=nowhere.pem"),
        Refusal.of("cannot open the log at X", "not a database", data -> spoil(data, "log.db")),
        Refusal.of(
            "the log has events, but there are no keys in X",
            "keys.begin-anew",
            data -> Files.delete(data.resolve("keys.db"))),
        Refusal.of(
            "keys.db was made with a master key, but there is none in X",
            "keys.master-key",
            data -> Files.delete(data.resolve("master.key"))),
        Refusal.of(
            "the master key from X is not the one that X/keys.db was made with",
            "configure that one",
            data -> take("master.key", other, data)),
        Refusal.ofSetting(
            "the master key from X is not the one that X/keys.db was made with",
            "configure that one",
            "keys.master-key=" + OTHER_KEY),
        Refusal.of(
            "the master key in X must have 32 bytes",
            "it has 3",
            data -> Files.writeString(data.resolve("master.key"), "YWJj\n")),
        Refusal.ofSetting(
            "the master key in X is not base64", "configuration", "keys.master-key=sec?ret"),
        Refusal.of("cannot open the store of keys X", "restore it", data -> spoil(data, "keys.db")),
        Refusal.of(
            "cannot read or make the master key in X",
            "restore it",
            data -> {
              Files.delete(data.resolve("master.key"));
              Files.createDirectory(data.resolve("master.key"));
            }),
        Refusal.of(
            "the store of keys belongs to another log",
            "same copy",
            data -> take("log.db", other, data)),
        Refusal.ofSetting("hindsight.views=mongodb lacks its database", "uri", "views=mongodb"),
        Refusal.ofSetting(
            "hindsight.mongodb.uri is no connection string of MongoDB",
            "mongodb://HOST:27017/DATABASE",
            "views=mongodb",
            "mongodb.uri=localhost/secret"),
        Refusal.ofSetting(
            "cannot reach MongoDB at X",
            "check that it runs",
            "views=mongodb",
            "mongodb.uri=mongodb://u:secret@localhost:1/x?serverSelectionTimeoutMS=300"),
        Refusal.of("cannot open X/views.db", "rebuilt", data -> spoil(data, "views.db")),
        Refusal.of(
            "These views were made from log A, but the log here is B",
            "rebuilt",
            data -> take("views.db", other, data)),
        Refusal.of(
            "View V (generation G) has seen position N, but the log ends at M",
            "rebuilt",
            data -> {
              take("log.db", shopBefore, data);
              Files.delete(data.resolve("process.db"));
            }),
        Refusal.of("cannot open X/process.db", "move it away", data -> spoil(data, "process.db")),
        Refusal.of(
            "X/process.db belongs to another log",
            "move it away",
            data -> take("process.db", other, data)),
        Refusal.of(
            "X/process.db has read up to N for X, but the log ends at M",
            "move it away",
            data -> take("log.db", shopBefore, data)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void isOneLineWithARemedyAndNoSecret(Refusal refusal, CapturedOutput output) throws IOException {
    Path data = directory.resolve("copy" + copies++);
    copy(shop, data);
    refusal.damage().to(data);
    List<String> arguments = new ArrayList<>(List.of("up", "--data", data.toString()));
    if (!refusal.arguments().contains("--port")) {
      arguments.addAll(List.of("--port", "0"));
    }
    arguments.addAll(refusal.arguments());

    assertThat(refusedWith(arguments, output))
        .containsPattern(pattern(refusal.says()))
        .contains(refusal.remedy())
        .endsWith(".")
        .doesNotEndWith("..");
  }

  @Test
  void aPortOrADataDirectoryInUseIsOneLineToo(CapturedOutput output) throws IOException {
    Path data = directory.resolve("used");
    try (TestServer server = TestServer.start(data)) {
      assertThat(refusedWith(List.of("up", "--data", data.toString(), "--port", "0"), output))
          .containsPattern(pattern("another server uses the data in DIR"));
      try (ServerSocket socket = new ServerSocket(0)) {
        String port = Integer.toString(socket.getLocalPort());
        Path free = directory.resolve("free");
        assertThat(refusedWith(List.of("up", "--data", free.toString(), "--port", port), output))
            .containsPattern(pattern("port N is taken"));
        assertThat(free).as("of a start that was refused before").doesNotExist();
      }
      assertThat(server.get("/v1/views").status()).isEqualTo(200);
    }
  }

  @Test
  void docsListEachOfThem() throws IOException {
    List<String> provoked =
        new ArrayList<>(refusals().stream().map(Refusal::says).distinct().toList());
    provoked.addAll(
        List.of(
            "another server uses the data in DIR",
            "port N is taken",
            // By MongoRefusalsTest and MongodbServerTest, which need servers of their own.
            "MongoDB at X is of version V",
            "MongoDB at X is of a version that is too old",
            "MongoDB at X does not let us use database D",
            "another server uses the views in database D of MongoDB",
            // By PostgresServerTest, likewise.
            "the log has other keys than X",
            // By SeveralNodesTest, which needs servers of its own.
            "hindsight.keys.store=postgresql needs a master key that all nodes are given",
            "cannot reach the store of keys at X",
            "there are no views in database D of MongoDB yet",
            // By AxonServerLogTest and AxonServerNodesTest, where there is one.
            "hindsight.keys.store=postgresql lacks its database",
            "Axon Server at X holds events of something else",
            "Axon Server at X has not answered within N s",
            // By SettingsTest, which needs a working directory of its own.
            "the settings cannot be read (X)"));
    Path docs = Path.of(System.getProperty("hindsight.root", ".."), "docs", "running.md");
    String table = Files.readString(docs).split("## When it does not start\n", 2)[1];
    List<String> listed =
        table
            .lines()
            .filter(line -> line.startsWith("| `"))
            .flatMap(line -> PHRASE.matcher(line.split("\\|")[1]).results())
            .map(phrase -> phrase.group(1))
            .toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(provoked);
  }

  /** The one line that says why. */
  private static String refusedWith(List<String> arguments, CapturedOutput output) {
    int before = output.getAll().length();
    int errorsBefore = output.getErr().length();
    int code =
        CommandLineInterface.run(new SpringServerLauncher(), arguments.toArray(String[]::new));
    String all = output.getAll().substring(before);
    assertThat(code).as(all).isEqualTo(1);
    assertThat(all).doesNotContain("\tat ", "secret", "sec?ret", OTHER_KEY);
    List<String> lines = output.getErr().substring(errorsBefore).lines().toList();
    assertThat(lines).singleElement().asString().startsWith("hindsight: ");
    return lines.getFirst();
  }

  private static Pattern pattern(String phrase) {
    return Pattern.compile(
        PLACEHOLDER.splitAsStream(phrase).map(Pattern::quote).collect(Collectors.joining(".+")));
  }

  private static void spoil(Path data, String name) throws IOException {
    Files.writeString(data.resolve(name), "this is not what it should be, as you will see at once");
  }

  private static void take(String name, Path from, Path data) throws IOException {
    Files.delete(data.resolve(name));
    Files.copy(from.resolve(name), data.resolve(name));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }

  private static void delete(Path data) throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
