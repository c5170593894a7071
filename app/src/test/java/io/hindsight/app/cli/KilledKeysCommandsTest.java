package io.hindsight.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.DataDirectory;
import io.hindsight.app.server.TestServer;
import io.hindsight.app.support.CommandLines;
import io.hindsight.app.support.CommandLines.Ended;
import io.hindsight.app.support.KillablePostgres;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.command.keys.KeySettings;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.command.log.LogSettings;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What copies the keys that nodes share, killed at a point where the database holds it up: no
 * moment is guessed.
 */
class KilledKeysCommandsTest {
  private static final List<UserId> PEOPLE = List.of(new UserId("ann"), new UserId("bob"));

  /** Whoever passes the gate needs this lock, which the test holds. */
  private static final int GATE = 4711;

  private static final String AT_THE_GATE =
      "SELECT COUNT(*) FROM pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname ="
          + " current_database()) AND NOT granted";
  private static final String OTHERS =
      "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
  private static final String STORED = "SELECT COUNT(*) FROM hindsight_keys.subject";

  @TempDir private static Path databases;
  private static KillablePostgres postgres;

  @TempDir Path directory;
  private final SecureRandom random = new SecureRandom();
  private Path data;
  private String masterKey;
  private KeySettings.Postgres database;
  private Map<UserId, SubjectId> subjects;

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
    LogSettings.Postgres fresh = postgres.newLog();
    database = new KeySettings.Postgres(fresh.url(), fresh.user(), fresh.password());
    data = directory.resolve("data");
    DataDirectory.open(data).close();
    MasterKey master = MasterKey.inFile(data.resolve("master.key"), random);
    masterKey = Files.readString(data.resolve("master.key")).strip();
    new KeyStore(database, master, random).close();
    try (KeyStore store = new KeyStore(data.resolve("keys.db"), master, random)) {
      store.bindTo("log-a");
      subjects = store.resolve(PEOPLE);
    }
  }

  private String[] command(String... words) {
    return Stream.concat(
            Stream.of(words),
            Stream.of(
                    "log=axon-server",
                    "keys.store=postgresql",
                    "keys.postgresql.url=" + database.url(),
                    "keys.postgresql.user=" + database.user(),
                    "keys.postgresql.password=" + database.password(),
                    "keys.master-key=" + masterKey)
                .flatMap(one -> Stream.of("--set", "hindsight." + one)))
        .toArray(String[]::new);
  }

  private void assertKnown(KeySettings keys) {
    try (KeyStore store = new KeyStore(keys, MasterKey.fromBase64(masterKey), random)) {
      assertThat(store.findAll(PEOPLE)).isEqualTo(subjects);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  private static long number(Statement statement, String query) {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : -1;
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  /** Where a move is held up; the second is the commit itself. */
  private enum Point {
    HALF_WAY("TRIGGER gate BEFORE INSERT ON %s FOR EACH ROW", 0),
    STORED(
        "CONSTRAINT TRIGGER gate AFTER INSERT ON %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW", 2);

    private final String trigger;
    private final int stored;

    Point(String trigger, int stored) {
      this.trigger = trigger;
      this.stored = stored;
    }

    void guard(Statement statement) throws SQLException {
      statement.execute(
          """
          CREATE FUNCTION hindsight_keys.gate() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            IF (SELECT COUNT(*) FROM hindsight_keys.subject) > 0 THEN
              PERFORM pg_advisory_xact_lock_shared(%d);
            END IF;
            RETURN NEW;
          END $$
          """
              .formatted(GATE));
      statement.execute(
          "CREATE "
              + trigger.formatted("hindsight_keys.subject")
              + " EXECUTE FUNCTION hindsight_keys.gate()");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMoveThatIsKilledIsMadeByTheNextWhereverItWas(Point point) throws Exception {
    byte[] file = Files.readAllBytes(data.resolve("keys.db"));
    String[] move = command("move-keys", "--data", data.toString());
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      point.guard(statement);
      statement.execute("SELECT pg_advisory_lock(" + GATE + ")");
      killAtTheGate(statement, move);
      statement.execute("SELECT pg_advisory_unlock(" + GATE + ")");
      TestServer.awaiting("its connection to end", () -> number(statement, OTHERS) == 0);
      assertThat(number(statement, STORED)).isEqualTo(point.stored);
    }
    assertThat(data.resolve("keys.db")).hasBinaryContent(file);
    assertThat(data.resolve("keys.db.moved")).doesNotExist();

    Ended again = CommandLines.run(move);
    assertThat(again.code()).as(again.out()).isZero();
    assertThat(again.out()).contains("The keys of 2 people are in");
    assertThat(data.resolve("keys.db")).doesNotExist();
    assertThat(data.resolve("keys.db.moved")).hasBinaryContent(file);
    assertKnown(database);
  }

  @Test
  void aBackupThatIsKilledIsNotTakenForWholeAndHarmsNothing() throws Exception {
    String[] move = command("move-keys", "--data", data.toString());
    assertThat(CommandLines.run(move)).extracting(Ended::code).isEqualTo(0);
    Path killed = directory.resolve("killed");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE hindsight_keys.subject IN ACCESS EXCLUSIVE MODE");
      killAtTheGate(statement, command("backup", killed.toString(), "--data", data.toString()));
      connection.rollback();
    }
    assertThat(killed.resolve("unfinished")).isDirectory();
    assertThat(killed.resolve("keys.db")).doesNotExist();
    Ended into = CommandLines.run(command("backup", killed.toString(), "--data", data.toString()));
    assertThat(into.code()).isEqualTo(1);
    assertThat(into.out()).contains("is not an empty directory");

    Path whole = directory.resolve("whole");
    Ended again = CommandLines.run(command("backup", whole.toString(), "--data", data.toString()));
    assertThat(again.code()).as(again.out()).isZero();
    assertKnown(new KeySettings.Sqlite(whole.resolve("keys.db")));
  }

  private static void killAtTheGate(Statement statement, String... command) throws Exception {
    Process process = ServerProcess.hindsight(List.of(command));
    TestServer.awaiting(
        "it to be held up", () -> number(statement, AT_THE_GATE) == 1 || !process.isAlive());
    assertThat(process.isAlive()).as("held up").isTrue();
    process.destroyForcibly().waitFor();
  }
}
