package io.hindsight.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.cli.StartRefusals.Refusal;
import io.hindsight.app.server.SpringServerLauncher;
import io.hindsight.app.server.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  private Path directory;
  private Path shop;
  private Path shopBefore;
  private Path other;
  private int copies;

  @BeforeAll
  void keepTwoShops(@TempDir Path directory) throws IOException {
    this.directory = directory;
    shop = directory.resolve("shop");
    shopBefore = directory.resolve("before");
    other = directory.resolve("other");
    like(shop, "ann");
    StartRefusals.copy(shop, shopBefore);
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
    return new StartRefusals(shopBefore, other).all();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void isOneLineWithARemedyAndNoSecret(Refusal refusal, CapturedOutput output) throws IOException {
    Path data = directory.resolve("copy" + copies++);
    StartRefusals.copy(shop, data);
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
    assertThat(all).doesNotContain("\tat ", "secret", "sec?ret", StartRefusals.OTHER_KEY);
    List<String> lines = output.getErr().substring(errorsBefore).lines().toList();
    assertThat(lines).singleElement().asString().startsWith("hindsight: ");
    return lines.getFirst();
  }

  private static Pattern pattern(String phrase) {
    return Pattern.compile(
        PLACEHOLDER.splitAsStream(phrase).map(Pattern::quote).collect(Collectors.joining(".+")));
  }
}
