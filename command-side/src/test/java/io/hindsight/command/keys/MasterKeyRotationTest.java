package io.hindsight.command.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyRotationTest {
  private static final int PEOPLE = 3_000;
  private static final int KILLS = 8;
  private static final UserId ANN = new UserId("u7");

  @TempDir Path directory;
  private final SecureRandom random = new SecureRandom();

  private KeySettings keys() {
    return new KeySettings.Sqlite(directory.resolve("keys.db"));
  }

  private Path master() {
    return directory.resolve("master.key");
  }

  private KeyStore open() {
    MasterKeyRotation.settle(keys(), master());
    return new KeyStore(keys(), MasterKey.inFile(master(), random), random);
  }

  private static List<UserId> people() {
    return IntStream.range(0, PEOPLE).mapToObj(i -> new UserId("u" + i)).toList();
  }

  @Test
  void everybodyIsFoundAndReadUnderTheNewKeyAndNothingOpensWithTheOld() throws Exception {
    Map<UserId, SubjectId> before;
    Personal sealed;
    try (KeyStore store = open()) {
      before = store.resolve(people());
      sealed = store.seal(before.get(ANN), "secret");
    }
    String old = Files.readString(master());

    assertThat(new MasterKeyRotation(keys(), random).inFile(master())).isEqualTo(PEOPLE);

    assertThat(Files.readString(master())).isNotEqualTo(old);
    try (KeyStore store = open()) {
      assertThat(store.findAll(people())).isEqualTo(before);
      assertThat(store.open(sealed)).isEqualTo(new Disclosed.Clear("secret"));
      assertThat(store.userOf(before.get(ANN))).contains(ANN);
    }
    assertThatThrownBy(() -> new KeyStore(keys(), MasterKey.fromBase64(old), random))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageContaining("not the one");
  }

  @Test
  void whatTheOldKeyOpenedIsInNoFileAnyMore() throws Exception {
    try (KeyStore store = open()) {
      store.resolve(people());
    }
    byte[] wrapped;
    try (KeyDatabase database = KeyDatabase.open(keys())) {
      SubjectId first = database.page(null, 1).getFirst().subject();
      wrapped = database.bySubject(first).wrappedKey();
      assertThat(filesHold(wrapped)).isTrue();
    }
    new MasterKeyRotation(keys(), random).inFile(master());
    assertThat(filesHold(wrapped)).isFalse();
  }

  private boolean filesHold(byte[] bytes) throws Exception {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (new String(Files.readAllBytes(file), ISO_8859_1)
            .contains(new String(bytes, ISO_8859_1))) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void aKeyThatIsNotTheStoresChangesNothing() throws Exception {
    try (KeyStore store = open()) {
      store.resolve(people());
    }
    byte[] kept = Files.readAllBytes(master());
    Files.delete(master());
    assertThatThrownBy(() -> new MasterKeyRotation(keys(), random).inFile(master()))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageContaining("not the one");
    Files.write(master(), kept);
    try (KeyStore store = open()) {
      assertThat(store.findAll(people())).hasSize(PEOPLE);
    }
  }

  @Test
  void aRotationThatWasCutShortEndsOneWayOrTheOther() throws Exception {
    Map<UserId, SubjectId> before;
    try (KeyStore store = open()) {
      before = store.resolve(people());
    }
    String old = Files.readString(master());
    Path next = master().resolveSibling("master.key.next");

    MasterKey.inFile(next, random); // and no further
    try (KeyStore store = open()) {
      assertThat(store.findAll(people())).isEqualTo(before);
    }
    assertThat(Files.readString(master())).isEqualTo(old);
    assertThat(next).doesNotExist();

    MasterKey coming = MasterKey.inFile(next, random);
    String fresh = Files.readString(next);
    new MasterKeyRotation(keys(), random).rotate(MasterKey.inFile(master(), random), coming);
    try (KeyStore store = open()) {
      assertThat(store.findAll(people())).isEqualTo(before);
    }
    assertThat(Files.readString(master())).isEqualTo(fresh);
    assertThat(next).doesNotExist();
  }

  /** Each kill a little later, while it rotates again and again. */
  @Test
  void wheneverItIsKilledTheStoreOpensAndHasEverybody() throws Exception {
    Map<UserId, SubjectId> before;
    try (KeyStore store = open()) {
      before = store.resolve(people());
    }
    List<String> outcomes = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      String old = Files.readString(master());
      killWhileRotating(50L << kill);
      try (KeyStore store = open()) {
        assertThat(store.findAll(people())).as("kill %d", kill).isEqualTo(before);
      }
      assertThat(master().resolveSibling("master.key.next")).doesNotExist();
      outcomes.add(Files.readString(master()).equals(old) ? "old key" : "new key");
    }
    System.out.println("killed rotations left: " + outcomes);
  }

  private void killWhileRotating(long afterMillis) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.equals("rotating")) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo("rotating");
      // Not a wait for something to be done: a kill that comes at another moment each time.
      process.waitFor(afterMillis, TimeUnit.MILLISECONDS);
      process.destroyForcibly();
    }
    process.waitFor();
  }

  /** Rotates until it is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      Path directory = Path.of(args[0]);
      SecureRandom random = new SecureRandom();
      System.out.println("rotating");
      while (true) {
        new MasterKeyRotation(new KeySettings.Sqlite(directory.resolve("keys.db")), random)
            .inFile(directory.resolve("master.key"));
      }
    }
  }
}
