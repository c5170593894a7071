package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.CommandLines;
import io.hindsight.app.support.CommandLines.Ended;
import io.hindsight.app.support.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real server seals its log, is killed, is tampered with; auditors look at it from outside. */
class IntegrityTest {
  private static final Map<String, String> SETTINGS =
      Map.of("hindsight.integrity.seal-every", "50", "hindsight.integrity.seal-within", "100ms");

  @TempDir Path directory;

  private static void views(TestServer server, int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines
          .append("{\"interactionId\":\"x%d\",\"userId\":\"user-%d\",".formatted(i, i % 7))
          .append("\"itemId\":\"lamp-%d\",\"type\":\"view\"}\n".formatted(i % 5));
    }
    assertThat(server.ndjson("/v1/interactions", lines.toString()).status()).isEqualTo(202);
  }

  private static JsonNode integrity(TestServer server) {
    return server.get("/v1/audit/integrity").body();
  }

  private static void awaitSeals(TestServer server) {
    TestServer.awaiting(
        "all but seals to be sealed", () -> integrity(server).at("/unsealed/since").isNull());
  }

  private static JsonNode check(TestServer server) {
    Answer answer = server.post("/v1/audit/integrity/check", "");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void sealsGoOnAfterAKillAndWhatIsAlteredMeanwhileIsFound() throws Exception {
    Path data = directory.resolve("data");
    ServerProcess process = ServerProcess.start(data, 0, SETTINGS);
    String digest;
    try (TestServer server = TestServer.of(process)) {
      views(server, 0, 500);
      TestServer.awaiting("a seal", () -> integrity(server).path("sealed").isObject());
      views(server, 500, 900);
      process.kill(); // In the midst of sealing.
    }
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      views(server, 900, 1_000);
      awaitSeals(server);
      JsonNode whole = check(server);
      assertThat(whole.get("result").asString()).as(whole.toString()).isEqualTo("intact");
      assertThat(whole.get("events").asLong()).isGreaterThan(1_000);
      assertThat(whole.get("next").isNull()).isTrue();
      digest = integrity(server).at("/sealed/digest").asString();
    }
    alter(
        data.resolve("log.db"),
        "UPDATE DomainEventEntry SET payload ="
            + " CAST(replace(CAST(payload AS TEXT), '\"lamp-1\"', '\"lamp-2\"') AS BLOB)"
            + " WHERE globalIndex = (SELECT MIN(globalIndex) FROM DomainEventEntry"
            + " WHERE CAST(payload AS TEXT) LIKE '%lamp-1%')");
    try (TestServer server = TestServer.start(data, SETTINGS)) {
      JsonNode altered = check(server);
      assertThat(altered.get("result").asString()).isEqualTo("altered");
      assertThat(altered.get("findings")).hasSize(1);
      assertThat(altered.at("/findings/0/kind").asString()).isEqualTo("changed");
      assertThat(altered.at("/findings/0/detail").asString()).contains("InteractionRecorded");
      Ended command =
          CommandLines.run("integrity", "--url", server.address().toString(), "--known", digest);
      assertThat(command.code()).isEqualTo(1);
      assertThat(command.out()).contains("ALTERED").contains(": changed: ").doesNotContain("lost");
    }
  }

  private static void alter(Path log, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + log);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  @Test
  void anExportAndAProofAreCheckedWithThePublicKeyAlone() throws Exception {
    Path export = directory.resolve("log.ndjson");
    Path proof = directory.resolve("proof.json");
    Path key = directory.resolve("auditor.pem");
    String digest;
    try (TestServer server = TestServer.start(directory.resolve("data"), SETTINGS)) {
      views(server, 0, 120);
      awaitSeals(server);
      digest = integrity(server).at("/sealed/digest").asString();
      Files.writeString(key, integrity(server).get("publicKey").asString());
      Files.writeString(proof, server.get("/v1/audit/events/17/proof").body().toString());
      download(server.address() + "/v1/audit/events?form=stored", export);
    }
    Ended whole = offline("--export", export, key, "--known", digest);
    assertThat(whole.code()).as(whole.toString()).isZero();
    assertThat(whole.out()).contains("intact: ").contains("digest of the last seal: ");
    Ended proven = offline("--proof", proof, key);
    assertThat(proven.code()).as(proven.toString()).isZero();
    assertThat(proven.out())
        .startsWith("proven: interaction.InteractionRecorded stands at position 17 ");

    List<String> lines = Files.readAllLines(export);
    Files.write(export, lines.stream().map(l -> l.replace("lamp-3", "lamp-4")).toList());
    assertThat(offline("--export", export, key).out()).contains("ALTERED").contains("changed");
    Files.writeString(proof, Files.readString(proof).replace("lamp-", "lump-"));
    Ended disproven = offline("--proof", proof, key);
    assertThat(disproven.code()).isEqualTo(1);
    assertThat(disproven.out()).startsWith("not proven: ");

    Files.writeString(export, lines.getFirst() + "\n" + lines.get(1).substring(0, 40));
    Ended cut = offline("--export", export, key);
    assertThat(cut.code()).isEqualTo(1);
    assertThat(cut.out()).contains("line 2").contains("breaks off");
  }

  private static Ended offline(String what, Path file, Path key, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("integrity", what, file.toString(), "--key", key.toString()));
    arguments.addAll(List.of(more));
    return CommandLines.run(arguments.toArray(String[]::new));
  }

  private static void download(String url, Path file) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(URI.create(url)).header("Accept", "application/x-ndjson").build(),
          BodyHandlers.ofFile(file));
    }
  }

  @Test
  void eventsAreFoundByWhatTheyAreAboutAndTheReadIsItselfAnEvent() {
    try (TestServer server = TestServer.start(directory.resolve("data"), SETTINGS)) {
      String lamp = "{\"title\":\"A lamp\",\"price\":12.50,\"currency\":\"EUR\"}";
      assertThat(server.put("/v1/items/lamp-1", lamp).status()).isEqualTo(202);
      views(server, 0, 40);
      assertThat(found(server, "item=lamp-1&type=catalog.ItemListed")).hasSize(1);
      JsonNode listed = found(server, "stream=item/lamp-1").get(0);
      assertThat(listed.get("type").asString()).isEqualTo("catalog.ItemListed");
      assertThat(server.text("/v1/audit/events?stream=item/lamp-1")).contains("\"price\":12.5");
      assertThat(found(server, "item=lamp-1&type=interaction.InteractionRecorded")).hasSize(8);
      JsonNode of = found(server, "user=user-3&type=interaction.InteractionRecorded");
      assertThat(of).hasSize(6);
      String subject = of.get(0).at("/payload/subjectId").asString();
      assertThat(found(server, "subject=" + subject + "&type=interaction.InteractionRecorded"))
          .isEqualTo(of);
      assertThat(found(server, "until=2020-01-01T00:00:00Z")).isEmpty();

      JsonNode reads = found(server, "type=audit.RecordsRead&subject=" + subject, "Jo of audit");
      assertThat(reads).as("by user, by subject, and this very one").hasSize(3);
      assertThat(reads.get(0).at("/payload/about/user").isMissingNode()).isTrue();
      assertThat(reads.get(0).at("/payload/auditor").isMissingNode()).isTrue();
      assertThat(reads.get(2).at("/payload/auditor").asString()).isEqualTo("Jo of audit");
      pagesMeetWithoutGapOrOverlap(server);
    }
  }

  @Test
  void anEventThatASagaBroughtAboutNamesItsCause() {
    try (TestServer server = TestServer.start(directory.resolve("data"), SETTINGS)) {
      views(server, 0, 40);
      server.train();
      JsonNode trained = found(server, "type=model.ModelTrained").get(0);
      JsonNode activated = found(server, "type=model.ModelActivated").get(0);
      assertThat(activated.at("/metadata/causedBy")).isEqualTo(trained.get("id"));
    }
  }

  private static JsonNode found(TestServer server, String query, String... auditor) {
    Answer answer =
        auditor.length == 0
            ? server.get("/v1/audit/events?" + query)
            : server.get("/v1/audit/events?" + query, "Hindsight-Auditor", auditor[0]);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body().get("events");
  }

  private static void pagesMeetWithoutGapOrOverlap(TestServer server) {
    long last = 0;
    long end = found(server, "limit=1000").get(30).get("position").asLong();
    String after = "0";
    while (after != null) {
      JsonNode page = server.get("/v1/audit/events?limit=7&upTo=" + end + "&after=" + after).body();
      for (JsonNode event : page.get("events")) {
        assertThat(event.get("position").asLong()).isEqualTo(last + 1);
        last++;
      }
      after = page.get("next").isNull() ? null : page.get("next").asString();
    }
    assertThat(last).isEqualTo(end);
  }
}
