package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.command.keys.KeySettings;
import io.hindsight.command.keys.KeyStoreRefused;
import io.hindsight.command.log.LogSettings;
import io.hindsight.contracts.audit.AuditEvent.KeysNamed;
import io.hindsight.contracts.ids.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers on one log: which of them come with its keys. */
abstract class KeysOfLogContract {
  @TempDir Path directory;
  private final List<IntakeHarness> servers = new ArrayList<>();
  private LogSettings log;

  /** A log that nobody has seen. */
  abstract LogSettings fresh() throws Exception;

  @BeforeEach
  void makeALog() throws Exception {
    log = fresh();
  }

  @AfterEach
  void close() {
    servers.forEach(IntakeHarness::close);
  }

  /** As a server opens both, with its keys in a directory of its own. */
  private IntakeHarness server(String name) throws IOException {
    Path data = Files.createDirectories(directory.resolve(name));
    var keys = new KeySettings.Sqlite(data.resolve("keys.db"));
    IntakeHarness server = new IntakeHarness(log, keys, data, name + servers.size() + "-");
    servers.add(server);
    server.keys.bindTo(server.store.id());
    return server;
  }

  private static void require(IntakeHarness server, boolean anew) {
    new KeysOfLog(server.log, server.store.heads(), InstantSource.fixed(NOW))
        .require(server.keys, anew);
  }

  private static boolean isTaken(IntakeHarness server) {
    try {
      require(server, false);
      return true;
    } catch (KeyStoreRefused e) {
      assertThat(e)
          .hasMessageContaining("the log has other keys than " + server.keys.place())
          .hasMessageContaining("hindsight.keys.store=postgresql")
          .hasMessageContaining("restore them here");
      return false;
    }
  }

  private static List<String> named(IntakeHarness server) {
    return server.events(KeysNamed.class).stream().map(KeysNamed::keysId).toList();
  }

  @Test
  void theFirstToComeNamesItsKeysAndAnotherWithItsOwnIsRefused() throws Exception {
    IntakeHarness first = server("first");
    IntakeHarness second = server("second");
    require(first, false);
    assertThat(isTaken(second)).isFalse();
    assertThat(isTaken(second)).as("later, too").isFalse();
    first.keys.resolve(List.of(new UserId("ann")));
    require(first, false);
    assertThat(named(first)).containsExactly(first.keys.id());
  }

  @Test
  void ofSeveralThatBeginAtOnceOneIsTaken() throws Exception {
    for (int round = 0; round < 5; round++) {
      log = fresh();
      List<IntakeHarness> together = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        together.add(server("round" + round + "-" + i));
      }
      try (ExecutorService pool = Executors.newFixedThreadPool(together.size())) {
        List<Future<Boolean>> taken = new ArrayList<>();
        together.forEach(server -> taken.add(pool.submit(() -> isTaken(server))));
        int count = 0;
        for (int i = 0; i < taken.size(); i++) {
          if (taken.get(i).get()) {
            count++;
            assertThat(named(together.get(i))).containsExactly(together.get(i).keys.id());
          }
        }
        assertThat(count).isEqualTo(1);
      }
    }
  }

  @Test
  void aCopyOfTheKeysIsTakenHoweverOldItIs() throws Exception {
    IntakeHarness first = server("first");
    require(first, false);
    first.close();
    servers.remove(first);
    Path copy = Files.createDirectories(directory.resolve("copy"));
    for (String file : List.of("keys.db", "master.key")) {
      Files.copy(directory.resolve("first").resolve(file), copy.resolve(file));
    }
    IntakeHarness later = server("first");
    later.keys.resolve(List.of(new UserId("ann")));
    assertThat(isTaken(later)).isTrue();
    assertThat(isTaken(server("copy"))).isTrue();
  }

  /** A log and keys of a version that knew no such names; the log has events by then. */
  @Test
  void anInstallationOfBeforeGoesOnAndSoDoesACopyOfItsKeys() throws Exception {
    IntakeHarness before = server("before");
    before.record(IntakeHarness.view(0, "i1", "ann", "boots"));
    forgetTheName("before");
    Path copy = Files.createDirectories(directory.resolve("copy"));
    before.close();
    servers.remove(before);
    for (String file : List.of("keys.db", "master.key")) {
      Files.copy(directory.resolve("before").resolve(file), copy.resolve(file));
    }

    IntakeHarness now = server("before");
    assertThat(isTaken(now)).isTrue();
    assertThat(named(now)).hasSize(1);
    assertThat(isTaken(server("copy"))).as("of before the log named its keys").isTrue();
    assertThat(isTaken(server("another"))).isFalse();
  }

  private void forgetTheName(String server) throws SQLException {
    Path file = directory.resolve(server).resolve("keys.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("DELETE FROM setting WHERE name = 'store-id'")).isOne();
    }
  }

  @Test
  void lostKeysAreBegunAnewOnlyWhereItIsWantedAndNobodyIsKnownByTheNewOnes() throws Exception {
    IntakeHarness lost = server("lost");
    require(lost, false);
    IntakeHarness anew = server("anew");
    require(anew, true);
    require(anew, false);
    assertThat(named(anew)).containsExactly(lost.keys.id(), anew.keys.id());
    assertThat(isTaken(lost)).as("found again, too late").isFalse();
    lost.keys.resolve(List.of(new UserId("ann")));
    assertThatThrownBy(() -> require(lost, true)).isInstanceOf(KeyStoreRefused.class);
  }
}
