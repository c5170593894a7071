package io.hindsight.command.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.PostgresLogs;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a file into a real PostgreSQL, and back. */
class KeyCopiesTest {
  private static final Instant APRIL = Instant.parse("2026-04-10T12:00:00Z");
  private static final Instant MAY = Instant.parse("2026-05-10T12:00:00Z");
  private static final UserId ANN = new UserId("u7");
  private static final UserId GONE = new UserId("gone");
  @RegisterExtension static final PostgresLogs POSTGRES = new PostgresLogs();

  @TempDir Path directory;
  private final SecureRandom random = new SecureRandom();
  private final MasterKey master = key();
  private KeySettings.Postgres database;

  private Map<UserId, SubjectId> people;
  private Personal opens;
  private Personal forgotten;
  private Personal erased;

  @BeforeEach
  void makeADatabase() throws Exception {
    database = fresh();
  }

  private static KeySettings.Postgres fresh() throws SQLException {
    LogSettings.Postgres log = POSTGRES.fresh();
    return new KeySettings.Postgres(log.url(), log.user(), log.password());
  }

  private MasterKey key() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return MasterKey.fromBase64(Base64.getEncoder().encodeToString(bytes));
  }

  private Path file() {
    return directory.resolve("keys.db");
  }

  private KeyStore open(KeySettings settings) {
    return new KeyStore(settings, master, random);
  }

  private KeyStore inFile() {
    return open(new KeySettings.Sqlite(file()));
  }

  /** More than a page of people, a forgotten month, somebody erased. */
  private void fill(KeyStore store) {
    store.bindTo("log-a");
    people = store.resolve(IntStream.range(0, 1_500).mapToObj(i -> new UserId("u" + i)).toList());
    SubjectId ann = people.get(ANN);
    opens = store.seal(ann, InteractionType.LIKE, MAY, "opens");
    forgotten = store.seal(ann, InteractionType.LIKE, APRIL, "forgotten");
    store.forget(InteractionType.LIKE, YearMonth.of(2026, 4));
    SubjectId gone = store.resolve(List.of(GONE)).get(GONE);
    erased = store.seal(gone, "erased");
    store.destroy(gone);
    store.noteErasedUpTo(new LogPosition(17));
  }

  private void assertHolds(KeyStore store) {
    store.bindTo("log-a");
    assertThat(store.findAll(people.keySet())).isEqualTo(people);
    assertThat(store.find(GONE)).isEmpty();
    assertThat(store.open(opens)).isEqualTo(new Disclosed.Clear("opens"));
    assertThat(store.open(forgotten)).isEqualTo(new Disclosed.Erased());
    assertThat(store.open(erased)).isEqualTo(new Disclosed.Erased());
    assertThat(store.isForgotten(InteractionType.LIKE, APRIL)).isTrue();
    assertThat(store.erasedUpTo()).isEqualTo(new LogPosition(17));
    Personal more = store.seal(people.get(ANN), InteractionType.VIEW, MAY, "more");
    assertThat(store.open(more)).isEqualTo(new Disclosed.Clear("more"));
  }

  @Test
  void aFileMovesToADatabaseAndBackWithAllThatItKnows() throws Exception {
    String id;
    try (KeyStore store = inFile()) {
      fill(store);
      id = store.id();
    }
    assertThat(KeyCopies.toDatabase(file(), database, master)).isEqualTo(1_500);
    Path copy = directory.resolve("copy.db");
    try (KeyStore moved = open(database)) {
      assertThat(moved.id()).isEqualTo(id);
      assertHolds(moved);
      assertThat(KeyCopies.toFile(database, copy)).as("while a server runs").isEqualTo(1_500);
    }
    try (KeyStore back = open(new KeySettings.Sqlite(copy))) {
      assertThat(back.id()).isEqualTo(id);
      assertHolds(back);
    }
    assertThat(directory.resolve("copy.db-wal")).doesNotExist();
    KeySettings.Postgres restored = fresh();
    assertThat(KeyCopies.toDatabase(copy, restored, master)).isEqualTo(1_500);
    try (KeyStore store = open(restored)) {
      assertHolds(store);
    }
  }

  @Test
  void noCopyHoldsAnythingThatOpensWithoutTheMasterKey() {
    try (KeyStore store = inFile()) {
      fill(store);
    }
    KeyCopies.toDatabase(file(), database, master);
    Path copy = directory.resolve("copy.db");
    KeyCopies.toFile(database, copy);
    try (KeyDatabase before = new SqliteKeys(file());
        KeyDatabase after = new SqliteKeys(copy)) {
      assertThat(after.page(null, 2_000))
          .usingRecursiveComparison()
          .isEqualTo(before.page(null, 2_000));
    }
    assertThatThrownBy(() -> new KeyStore(new KeySettings.Sqlite(copy), key(), random))
        .isInstanceOf(KeyStoreRefused.class);
  }

  /** What was resolved before a copy is in it, whatever is added and erased meanwhile. */
  @Test
  void aCopyIsOfOneMomentThoughAServerWritesOn() {
    try (KeyStore store = open(database)) {
      fill(store);
      AtomicBoolean over = new AtomicBoolean();
      List<List<UserId>> pairs = new ArrayList<>();
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; !over.get(); i++) {
                  List<UserId> pair = List.of(new UserId("a" + i), new UserId("b" + i));
                  pairs.add(pair);
                  store.resolve(pair);
                }
              });
      for (int round = 0; round < 5; round++) {
        Path copy = directory.resolve("copy" + round + ".db");
        long copied = KeyCopies.toFile(database, copy);
        try (KeyStore taken = open(new KeySettings.Sqlite(copy))) {
          assertHolds(taken);
          assertThat(copied % 2).as("no pair is torn apart: %d", copied).isZero();
        }
      }
      over.set(true);
      writing.join();
      assertThat(store.findAll(pairs.getFirst())).hasSize(2);
    }
  }

  @Test
  void aMoveIsWholeOrNot() throws Exception {
    try (KeyStore store = inFile()) {
      fill(store);
    }
    open(database).close();
    execute("ALTER TABLE hindsight_keys.subject ADD CONSTRAINT half CHECK (subject < 'n')");
    assertThatThrownBy(() -> KeyCopies.toDatabase(file(), database, master))
        .isInstanceOf(IllegalStateException.class);
    try (KeyDatabase rows = KeyDatabase.open(database)) {
      assertThat(rows.page(null, 1)).isEmpty();
      assertThat(rows.read(MonthTable::all)).isEmpty();
      assertThat(rows.setting(KeyStore.LOG_ID)).isNull();
    }
    execute("ALTER TABLE hindsight_keys.subject DROP CONSTRAINT half");
    assertThat(KeyCopies.toDatabase(file(), database, master)).isEqualTo(1_500);
    try (KeyStore store = open(database)) {
      assertHolds(store);
      store.resolve(List.of(new UserId("later")));
    }
    assertThat(KeyCopies.toDatabase(file(), database, master))
        .as("done before, and gone on since")
        .isEqualTo(1_501);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void nothingMovesWhereServersAreOrOtherKeysOrWithAnotherMasterKey() throws Exception {
    try (KeyStore store = inFile()) {
      fill(store);
    }
    refused(key(), "is not the one that " + file());
    try (KeyStore node = open(database)) {
      assertThat(node.isEmpty()).isTrue();
      refused(master, "servers use these keys");
      node.bindTo("log-b");
    }
    refused(master, "belong to another log");
    database = fresh();
    try (KeyStore others = open(database)) {
      others.bindTo("log-a");
      others.resolve(List.of(ANN));
    }
    refused(master, "there are other keys in jdbc:postgresql:");
  }

  private void refused(MasterKey with, String why) {
    assertThatThrownBy(() -> KeyCopies.toDatabase(file(), database, with))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageContaining(why);
  }

  @Test
  void whereThereAreNoKeysNothingIsCopiedOrMade() throws Exception {
    for (int look = 0; look < 2; look++) {
      assertThatThrownBy(() -> KeyCopies.requireAt(database))
          .isInstanceOf(KeyStoreRefused.class)
          .hasMessageContaining("there are no keys of a log in jdbc:postgresql:");
    }
    assertThatThrownBy(() -> KeyCopies.toFile(database, file()))
        .isInstanceOf(KeyStoreRefused.class);
    assertThat(file()).doesNotExist();
    try (KeyStore nobodys = open(database)) {
      assertThat(nobodys.isBound()).isFalse();
      assertThatThrownBy(() -> KeyCopies.requireAt(database)).isInstanceOf(KeyStoreRefused.class);
    }
  }
}
