package io.hindsight.command.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.PostgresLogs;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.KeysUnavailable;
import io.hindsight.contracts.subjects.Personal;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a real PostgreSQL, and by two servers at once. */
class PostgresKeyStoreTest extends KeyStoreContract {
  private static final Instant APRIL = Instant.parse("2026-04-10T12:00:00Z");
  @RegisterExtension static final PostgresLogs POSTGRES = new PostgresLogs();
  private @Nullable KeySettings settings;

  private static KeySettings fresh() {
    try {
      LogSettings.Postgres database = POSTGRES.fresh();
      return new KeySettings.Postgres(database.url(), database.user(), database.password());
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  KeySettings settings() {
    if (settings == null) {
      settings = fresh();
    }
    return settings;
  }

  @Nested
  class OfMonths extends MonthKeysContract {
    private KeySettings settings = fresh();

    @BeforeEach
    void onItsOwnDatabase() {
      assertThat(settings).isNotEqualTo(PostgresKeyStoreTest.this.settings());
    }

    @Override
    KeySettings settings() {
      return settings;
    }
  }

  @Test
  void whatOneServerDestroysNoOtherOpensWhateverItRemembers() {
    try (KeyStore other = reopened()) {
      SubjectId subject = resolve(ANNA);
      Personal sealed = other.seal(other.resolve(List.of(ANNA)).get(ANNA), "secret");
      assertThat(other.open(sealed)).isEqualTo(new Disclosed.Clear("secret"));
      assertThat(keys.destroy(subject)).isTrue();
      assertThat(other.open(sealed)).isEqualTo(new Disclosed.Erased());
      assertThat(other.isErased(subject)).isTrue();
      assertThat(keys.open(other.seal(subject, "late"))).isEqualTo(new Disclosed.Erased());
      other.erasedElsewhere(subject);
      assertThat(other.find(ANNA)).isEmpty();
      assertThatThrownBy(() -> other.seal(subject, "later")).isInstanceOf(SubjectGone.class);
      assertThat(other.resolve(List.of(ANNA)).get(ANNA)).isNotEqualTo(subject);
    }
  }

  @Test
  void aMonthThatOneServerForgetsNoOtherSealsForInAWayThatOpens() {
    try (KeyStore other = reopened()) {
      SubjectId subject = resolve(ANNA);
      other.resolve(List.of(ANNA));
      Personal before = other.seal(subject, InteractionType.LIKE, APRIL, "before");
      keys.forget(InteractionType.LIKE, YearMonth.of(2026, 4));
      assertThat(other.open(before)).isEqualTo(new Disclosed.Erased());
      assertThat(keys.open(other.seal(subject, InteractionType.LIKE, APRIL, "remembered")))
          .isEqualTo(new Disclosed.Erased());
      Instant march = Instant.parse("2026-03-01T00:00:00Z");
      assertThatThrownBy(() -> other.seal(subject, InteractionType.LIKE, march, "never made"))
          .hasMessageContaining("forgotten");
      other.forgottenElsewhere();
      assertThat(other.isForgotten(InteractionType.LIKE, APRIL)).isTrue();
    }
  }

  @Test
  void twoServersThatMeetTheSamePeopleAndMonthsAtOnceAgree() throws Exception {
    List<UserId> users =
        new ArrayList<>(IntStream.range(0, 300).mapToObj(i -> new UserId("u" + i)).toList());
    Set<Map<UserId, SubjectId>> answers = new HashSet<>();
    try (KeyStore other = reopened();
        var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Map<UserId, SubjectId>>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        KeyStore store = i % 2 == 0 ? keys : other;
        List<UserId> mine = new ArrayList<>(users);
        Collections.shuffle(mine, new java.util.Random(i));
        calls.add(() -> store.resolve(mine));
      }
      for (Future<Map<UserId, SubjectId>> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      assertThat(answers).hasSize(1);
      SubjectId subject = answers.iterator().next().get(users.getFirst());
      List<Callable<Personal>> seals = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        KeyStore store = i % 2 == 0 ? keys : other;
        seals.add(() -> store.seal(subject, InteractionType.VIEW, APRIL, "text"));
      }
      for (Future<Personal> sealed : threads.invokeAll(seals)) {
        assertThat(keys.open(sealed.get())).isEqualTo(new Disclosed.Clear("text"));
        assertThat(other.open(sealed.get())).isEqualTo(new Disclosed.Clear("text"));
      }
    }
  }

  private static MasterKey anotherKey() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return MasterKey.fromBase64(Base64.getEncoder().encodeToString(bytes));
  }

  private MasterKey presentKey() {
    return MasterKey.inFile(directory.resolve("master.key"), new SecureRandom());
  }

  @Test
  void anotherMasterKeyTakesItsPlaceOnceNoServerIsThere() {
    SubjectId subject = resolve(ANNA);
    Personal sealed = keys.seal(subject, "secret");
    MasterKey coming = anotherKey();
    var rotation = new MasterKeyRotation(settings(), new SecureRandom());
    assertThatThrownBy(() -> rotation.rotate(presentKey(), coming))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageContaining("servers use these keys")
        .hasMessageContaining("stop all nodes first");
    assertThat(keys.open(sealed)).isEqualTo(new Disclosed.Clear("secret"));

    keys.close();
    assertThatThrownBy(() -> rotation.rotate(coming, presentKey()))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageContaining("not the one");
    assertThat(rotation.rotate(presentKey(), coming)).isEqualTo(1);

    assertThatThrownBy(this::reopened)
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageContaining("not the one");
    keys = new KeyStore(settings(), coming, new SecureRandom());
    assertThat(keys.find(ANNA)).contains(subject);
    assertThat(keys.open(sealed)).isEqualTo(new Disclosed.Clear("secret"));
  }

  /** One that could not be seen when the keys changed over, and is back with the old one. */
  @Test
  void aServerWithTheOldMasterKeyWritesNothingThatNobodyCouldOpen() {
    resolve(ANNA);
    try (KeyDatabase database = KeyDatabase.open(settings())) {
      byte[] check = new Sealer(anotherKey(), new SecureRandom()).checkValue();
      database.set(KeyStore.CHECK, check);
      UserId bert = new UserId("bert");
      assertThatThrownBy(() -> keys.resolve(List.of(bert)))
          .isInstanceOf(KeysUnavailable.class)
          .hasRootCauseInstanceOf(KeyStoreRefused.class)
          .hasMessageContaining("another master key");
      assertThat(database.page(null, 10)).hasSize(1);
    }
  }

  @Test
  void whoeverWasResolvedAndWhoeverWasErasedStaySoWhenTheServerIsKilled() throws Exception {
    List<String> told = Child.run((KeySettings.Postgres) settings(), directory, 60);
    for (String line : told) {
      String[] words = line.split(" ");
      SubjectId subject = new SubjectId(words[2]);
      if (words[0].equals("resolved")) {
        assertThat(keys.find(new UserId(words[1]))).as(line).contains(subject);
      } else {
        assertThat(keys.isErased(subject)).as(line).isTrue();
        assertThat(keys.find(new UserId(words[1]))).as(line).isEmpty();
      }
    }
  }

  /** Resolves two people at a time and erases one of them, until it is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      SecureRandom random = new SecureRandom();
      KeyStore keys =
          new KeyStore(
              new KeySettings.Postgres(arguments[0], arguments[1], arguments[2]),
              MasterKey.inFile(Path.of(arguments[3]), random),
              random);
      for (int i = 0; true; i++) {
        UserId kept = new UserId("kept" + i);
        UserId gone = new UserId("gone" + i);
        Map<UserId, SubjectId> subjects = keys.resolve(List.of(kept, gone));
        System.out.println("resolved " + kept + " " + subjects.get(kept));
        keys.destroy(subjects.get(gone));
        System.out.println("erased " + gone + " " + subjects.get(gone));
        System.out.flush();
      }
    }

    static List<String> run(KeySettings.Postgres settings, Path directory, int atLeast)
        throws Exception {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  Child.class.getName(),
                  settings.url(),
                  settings.user(),
                  settings.password(),
                  directory.resolve("master.key").toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      List<String> told = new ArrayList<>();
      try (BufferedReader output = process.inputReader()) {
        String line = output.readLine();
        while (line != null) {
          if (line.startsWith("resolved ") || line.startsWith("erased ")) {
            told.add(line);
          }
          if (told.size() == atLeast) {
            process.toHandle().destroyForcibly();
          }
          line = output.readLine();
        }
      }
      assertThat(process.waitFor()).as("killed").isNotZero();
      assertThat(told).hasSizeGreaterThanOrEqualTo(atLeast);
      return told;
    }
  }
}
