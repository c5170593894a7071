package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.app.backup.Backup;
import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.KillablePostgres;
import io.hindsight.command.keys.KeyCopies;
import io.hindsight.command.keys.KeySettings;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.command.log.LogSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole server with its log on a real PostgreSQL, started from Maven artifacts. */
class PostgresServerTest {
  @TempDir private static Path databases;
  private static KillablePostgres postgres;

  @TempDir Path directory;
  private Path data;
  private LogSettings.Postgres log;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = KillablePostgres.start(databases);
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void makeALog() throws Exception {
    data = directory.resolve("data");
    log = postgres.newLog();
  }

  private TestServer start() {
    return TestServer.start(data, KillablePostgres.settings(log));
  }

  @Test
  void recommendsFromALogOnPostgresqlAndGoesOnAfterARestart() {
    JsonNode best;
    long head;
    try (TestServer server = start()) {
      for (String item : List.of("assam", "darjeeling", "mug")) {
        assertThat(server.put("/v1/items/" + item, "{\"title\":\"" + item + "\"}").status())
            .isLessThan(300);
      }
      assertThat(accepted(server.post("/v1/interactions", likes()))).isEqualTo(20);
      server.train();
      assertThat(accepted(server.post("/v1/interactions", "[" + liked("new", "assam") + "]")))
          .isEqualTo(1);
      JsonNode items = server.get("/v1/users/new/recommendations").body().get("items");
      assertThat(items.toString()).contains("because you liked assam");
      best = items.get(0);
      assertThat(best.get("itemId").asString()).isEqualTo("darjeeling");
      anotherServerWithKeysOfItsOwnIsRefused();
      head = server.get("/v1/views").body().get("head").asLong();
    }
    assertThat(Files.exists(data.resolve("log.db"))).isFalse();

    try (TestServer server = start()) {
      JsonNode check = server.post("/v1/audit/integrity/check", "").body();
      assertThat(check.get("result").asString()).as(check.toString()).isEqualTo("intact");
      assertThat(check.get("upTo").asLong())
          .as("sealed when it stopped")
          .isGreaterThanOrEqualTo(head);
      JsonNode again = server.post("/v1/interactions", likes()).body();
      assertThat(again.get("accepted").asInt()).isZero();
      assertThat(again.get("duplicates").asInt()).isEqualTo(20);
      assertThat(server.get("/v1/users/new/recommendations").body().get("items").get(0))
          .isEqualTo(best);
      assertThat(server.get("/v1/views").body().get("head").asLong()).isGreaterThanOrEqualTo(head);
      assertThat(server.get("/v1/quality").body().get("accepted").asInt()).isEqualTo(21);
    }
  }

  /** With the ones that it would make, and with some that it made before it saw the other. */
  private void anotherServerWithKeysOfItsOwnIsRefused() {
    Path other = directory.resolve("other");
    assertThatThrownBy(() -> TestServer.start(other, KillablePostgres.settings(log)))
        .hasStackTraceContaining("the log has events, but there are no keys in " + other);
    assertThat(other.resolve("keys.db")).doesNotExist();
    SecureRandom random = new SecureRandom();
    MasterKey master = MasterKey.inFile(other.resolve("master.key"), random);
    new KeyStore(other.resolve("keys.db"), master, random).close();
    assertThatThrownBy(() -> TestServer.start(other, KillablePostgres.settings(log)))
        .hasStackTraceContaining("the log has other keys than " + other.resolve("keys.db"))
        .hasStackTraceContaining("hindsight.keys.store=postgresql on all of its servers");
  }

  @Test
  void keysAndModelsAreCopiedWithoutTheLogAndRestoredBesideItInADatabase() throws Exception {
    Path copy = directory.resolve("copy");
    int model;
    try (TestServer server = start()) {
      assertThat(accepted(server.post("/v1/interactions", likes()))).isEqualTo(20);
      model = server.train();
      Files.writeString(data.resolve("log.db"), "of a server before this one");
      Backup backup = new Backup(data, false);
      assertThat(backup.into(copy, true).toString()).contains("keys of 10 people", "models: 1");
    }
    assertThat(copy.resolve("log.db")).doesNotExist();
    assertThat(copy.resolve("process.db")).doesNotExist();

    data = copy;
    Map<String, String> shared = moveKeys();
    try (TestServer server = TestServer.start(data, shared)) {
      assertThat(server.post("/v1/interactions", likes()).body().get("duplicates").asInt())
          .isEqualTo(20);
      assertThat(server.get("/v1/users/p1/history").body().get("interactions")).hasSize(2);
      assertThat(server.train()).isGreaterThan(model);
      Path again = directory.resolve("again");
      Backup backup = new Backup(data, false, null, keysOf(log));
      assertThat(backup.into(again, false).toString()).contains("keys of 10 people", "models: ");
      assertThat(again.resolve("keys.db")).exists();
    }
  }

  /** From then on other servers could share them. */
  private Map<String, String> moveKeys() throws Exception {
    String master = Files.readString(data.resolve("master.key")).strip();
    Path file = data.resolve("keys.db");
    KeyCopies.toDatabase(file, keysOf(log), MasterKey.fromBase64(master));
    Files.delete(file);
    Map<String, String> shared = new HashMap<>(KillablePostgres.settings(log));
    shared.put("hindsight.keys.store", "postgresql");
    shared.put("hindsight.keys.master-key", master);
    return shared;
  }

  private static KeySettings.Postgres keysOf(LogSettings.Postgres log) {
    return new KeySettings.Postgres(log.url(), log.user(), log.password());
  }

  private static int accepted(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return answer.body().get("accepted").asInt();
  }

  private static String likes() {
    StringBuilder records = new StringBuilder("[");
    for (int person = 0; person < 10; person++) {
      records.append(person == 0 ? "" : ",").append(liked("p" + person, "assam"));
      records.append(',').append(liked("p" + person, person < 8 ? "darjeeling" : "mug"));
    }
    return records.append(']').toString();
  }

  private static String liked(String user, String item) {
    return "{\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"like\",\"timestamp\":\"2026-01-02T03:04:05Z\"}"
        .formatted(user, item);
  }
}
