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
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that nodes share, as one who types moves, copies and restores them. */
class SharedKeysCommandsTest {
  private static final List<UserId> PEOPLE = List.of(new UserId("ann"), new UserId("bob"));

  @TempDir private static Path databases;
  private static KillablePostgres postgres;

  @TempDir Path directory;
  private final SecureRandom random = new SecureRandom();
  private Path data;
  private String masterKey;
  private KeySettings.Postgres database;
  private Map<UserId, SubjectId> subjects;
  private String out = "";
  private String err = "";

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = KillablePostgres.start(databases);
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void fillAStore() throws Exception {
    database = fresh();
    data = directory.resolve("data");
    DataDirectory.open(data).close();
    MasterKey master = MasterKey.inFile(data.resolve("master.key"), random);
    masterKey = Files.readString(data.resolve("master.key")).strip();
    try (KeyStore store = new KeyStore(data.resolve("keys.db"), master, random)) {
      store.bindTo("log-a");
      subjects = store.resolve(PEOPLE);
    }
  }

  private static KeySettings.Postgres fresh() throws Exception {
    LogSettings.Postgres log = postgres.newLog();
    return new KeySettings.Postgres(log.url(), log.user(), log.password());
  }

  private int hindsight(String command, String... arguments) {
    Shown shown = CommandLines.runHere(command, arguments);
    out = shown.out();
    err = shown.err();
    assertThat(out + err).doesNotContain(masterKey, "\tat ");
    return shown.code();
  }

  private String[] shared(KeySettings.Postgres where, String... more) {
    return shared("axon-server", where, more);
  }

  private String[] shared(String log, KeySettings.Postgres where, String... more) {
    return Stream.concat(
            Stream.of(more),
            Stream.of(
                    "log=" + log,
                    "keys.store=postgresql",
                    "keys.postgresql.url=" + where.url(),
                    "keys.postgresql.user=" + where.user(),
                    "keys.postgresql.password=" + where.password(),
                    "keys.master-key=" + masterKey)
                .flatMap(one -> Stream.of("--set", "hindsight." + one)))
        .toArray(String[]::new);
  }

  private void assertKnown(KeySettings keys) {
    try (KeyStore store = new KeyStore(keys, MasterKey.fromBase64(masterKey), random)) {
      assertThat(store.findAll(PEOPLE)).isEqualTo(subjects);
    }
  }

  @Test
  void keysMoveAreBackedUpAndMoveBackFromTheBackup() throws Exception {
    assertThat(hindsight("move-keys", shared(database, "--data", data.toString())))
        .as(err)
        .isZero();
    assertThat(out).contains("The keys of 2 people are in jdbc:postgresql:", "Delete " + data);
    assertThat(data.resolve("keys.db")).doesNotExist();
    assertThat(data.resolve("keys.db.moved")).exists();
    assertKnown(database);

    Path models = Files.createDirectory(directory.resolve("models"));
    Files.writeString(models.resolve("a.model"), "an artifact");
    Path copy = directory.resolve("copy");
    String[] backup =
        shared(
            database,
            copy.toString(),
            "--data",
            data.toString(),
            "--set",
            "hindsight.models=" + models);
    assertThat(hindsight("backup", backup)).as(err).isZero();
    assertThat(out).contains("keys.db: keys of 2 people", "models: 1", "The log is on a server");
    assertThat(copy.resolve("unfinished")).doesNotExist();
    assertThat(copy.resolve("models/a.model")).hasContent("an artifact");
    assertKnown(new KeySettings.Sqlite(copy.resolve("keys.db")));

    KeySettings.Postgres restored = fresh();
    assertThat(hindsight("move-keys", shared(restored, "--data", copy.toString())))
        .as(err)
        .isZero();
    assertKnown(restored);
  }

  /** It ended after the database had them, and before keys.db got its other name. */
  @Test
  void aMoveThatWasCutShortIsFinishedByAnother() throws Exception {
    byte[] file = Files.readAllBytes(data.resolve("keys.db"));
    String[] move = shared(database, "--data", data.toString());
    assertThat(hindsight("move-keys", move)).as(err).isZero();
    Files.write(data.resolve("keys.db"), file);
    assertThat(hindsight("move-keys", move)).as(err).isZero();
    assertThat(data.resolve("keys.db")).doesNotExist();
    assertKnown(database);
    assertThat(hindsight("move-keys", move)).isEqualTo(1);
    assertThat(err).contains("there are no keys in " + data, "they were moved before");
  }

  @Test
  void whatCannotBeMovedIsOneLine() throws Exception {
    assertThat(hindsight("move-keys", "--data", data.toString())).isEqualTo(1);
    assertThat(err).contains("it is not said where to", "hindsight.keys.store");
    String[] move = shared(database, "--data", data.toString());
    try (DataDirectory used = DataDirectory.open(data)) {
      assertThat(used.file("keys.db")).exists();
      assertThat(hindsight("move-keys", move)).isEqualTo(1);
      assertThat(err).contains("a server uses the data in " + data, "stop it first");
    }
    var nowhere = new KeySettings.Postgres("jdbc:postgresql://localhost:1/keys", "u", "p");
    assertThat(hindsight("move-keys", shared(nowhere, "--data", data.toString()))).isEqualTo(1);
    assertThat(err).contains("cannot reach the store of keys at", "nothing was moved");
    assertThat(data.resolve("keys.db")).exists();
  }

  @Test
  void aBackupThatDoesNotReachTheKeysIsRefusedBeforeAnythingIsWritten() throws Exception {
    Path copy = directory.resolve("copy");
    String[] empty = shared(database, copy.toString(), "--data", data.toString());
    assertThat(hindsight("backup", empty)).isEqualTo(1);
    assertThat(err)
        .contains("there are no keys of a log in jdbc:postgresql:", "nothing was copied");
    var nowhere = new KeySettings.Postgres("jdbc:postgresql://localhost:1/keys", "u", "p");
    assertThat(hindsight("backup", shared(nowhere, copy.toString(), "--data", data.toString())))
        .isEqualTo(1);
    assertThat(err).contains("cannot reach the store of keys at", "nothing was copied");
    String[] logInFile = shared("sqlite", database, copy.toString(), "--data", data.toString());
    assertThat(hindsight("backup", logInFile)).isEqualTo(1);
    assertThat(err).contains("there is no log.db in", "--set hindsight.log=");
    Files.delete(data.resolve("keys.db"));
    String[] unsaid = {
      copy.toString(), "--data", data.toString(), "--set", "hindsight.log=axon-server"
    };
    assertThat(hindsight("backup", unsaid)).isEqualTo(1);
    assertThat(err).contains("there are no keys in " + data, "hindsight.keys.store=postgresql");
    assertThat(copy).doesNotExist();
  }
}
