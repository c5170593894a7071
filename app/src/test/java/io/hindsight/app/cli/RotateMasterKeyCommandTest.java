package io.hindsight.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.DataDirectory;
import io.hindsight.app.support.CommandLines;
import io.hindsight.app.support.CommandLines.Shown;
import io.hindsight.app.support.KillablePostgres;
import io.hindsight.command.keys.KeySettings;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.command.log.LogSettings;
import io.hindsight.contracts.ids.UserId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed; what it changes is tested beside the keys. */
class RotateMasterKeyCommandTest {
  private static final List<UserId> PEOPLE = List.of(new UserId("ann"), new UserId("bob"));

  @TempDir Path directory;
  private final SecureRandom random = new SecureRandom();
  private final String present = key();
  private final String coming = key();
  private Path data;
  private Path newKey;
  private String out = "";
  private String err = "";

  @BeforeEach
  void writeTheNewKeyDown() throws Exception {
    data = Files.createDirectory(directory.resolve("data"));
    newKey = Files.writeString(directory.resolve("new.key"), coming + "\n");
  }

  private String key() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private int rotate(String... arguments) {
    Shown shown = CommandLines.runHere("rotate-master-key", arguments);
    out = shown.out();
    err = shown.err();
    return shown.code();
  }

  private void meet(KeySettings keys, MasterKey master) {
    try (KeyStore store = new KeyStore(keys, master, random)) {
      assertThat(store.resolve(PEOPLE)).hasSize(2);
    }
  }

  private void assertKnown(KeySettings keys, MasterKey master) {
    try (KeyStore store = new KeyStore(keys, master, random)) {
      assertThat(store.findAll(PEOPLE)).hasSize(2);
    }
  }

  private KeySettings inData() {
    return new KeySettings.Sqlite(data.resolve("keys.db"));
  }

  @Test
  void drawsANewKeyIntoTheFile() throws Exception {
    Path file = data.resolve("master.key");
    meet(inData(), MasterKey.inFile(file, random));
    String before = Files.readString(file);
    assertThat(rotate("--data", data.toString())).as(err).isZero();
    assertThat(out).contains("The keys of 2 people", file + ": keep a copy elsewhere");
    assertThat(Files.readString(file)).isNotEqualTo(before);
    assertKnown(inData(), MasterKey.inFile(file, random));
  }

  @Test
  void changesToTheKeyThatIsGiven() {
    meet(inData(), MasterKey.fromBase64(present));
    String setting = "hindsight.keys.master-key=" + present;
    String file = newKey.toString();
    assertThat(rotate("--data", data.toString(), "--set", setting, "--new-key-file", file))
        .as(err)
        .isZero();
    assertThat(out).contains("The keys of 2 people", "Configure it before the next start");
    assertKnown(inData(), MasterKey.fromBase64(coming));
  }

  @Test
  void refusesInOneLineWhatItCannotDo() {
    assertThat(rotate("--data", data.toString())).isEqualTo(1);
    assertThat(err).contains("there are no keys in " + data, "--data");

    meet(inData(), MasterKey.fromBase64(present));
    assertThat(rotate("--data", data.toString(), "--new-key-file", newKey.toString())).isEqualTo(1);
    assertThat(err).contains("the present key is not configured", "leave it out");
    assertThat(rotate("--data", data.toString(), "--set", "hindsight.keys.master-key=" + present))
        .isEqualTo(1);
    assertThat(err).contains("no new one is given", "--new-key-file");
    try (DataDirectory used = DataDirectory.open(data)) {
      assertThat(used.file("keys.db")).exists();
      assertThat(rotate("--data", data.toString())).isEqualTo(1);
      assertThat(err).contains("a server uses the data in " + data, "stop it first");
    }
    assertKnown(inData(), MasterKey.fromBase64(present));
  }

  @Test
  void changesKeysOnPostgresqlOnceNoNodeIsThere() throws Exception {
    try (KillablePostgres postgres = KillablePostgres.start(directory.resolve("postgres"))) {
      LogSettings.Postgres database = postgres.newLog();
      var keys = new KeySettings.Postgres(database.url(), database.user(), database.password());
      String[] arguments = {
        "--set", "hindsight.keys.store=postgresql",
        "--set", "hindsight.postgresql.url=" + database.url(),
        "--set", "hindsight.postgresql.user=" + database.user(),
        "--set", "hindsight.postgresql.password=" + database.password(),
        "--set", "hindsight.keys.master-key=" + present,
        "--new-key-file", newKey.toString()
      };
      try (KeyStore node = new KeyStore(keys, MasterKey.fromBase64(present), random)) {
        assertThat(node.resolve(PEOPLE)).hasSize(2);
        assertThat(rotate(arguments)).isEqualTo(1);
        assertThat(err).contains("servers use these keys", "stop all nodes first");
      }
      assertThat(rotate(arguments)).as(err).isZero();
      assertThat(out).contains("The keys of 2 people", "on all nodes");
      assertKnown(keys, MasterKey.fromBase64(coming));
    }
  }

  @Test
  void keysOnPostgresqlNeedADatabaseAndBothKeys() {
    assertThat(rotate("--set", "hindsight.keys.store=postgresql")).isEqualTo(1);
    assertThat(err).contains("names no database", "hindsight.postgresql.url");
    String url = "hindsight.postgresql.url=jdbc:postgresql://localhost:1/none";
    assertThat(rotate("--set", "hindsight.keys.store=postgresql", "--set", url)).isEqualTo(1);
    assertThat(err).contains("need both master keys", "--new-key-file");
  }
}
