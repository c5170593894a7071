package io.hindsight.command.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.PostgresLogs;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL, and by two servers at once. */
class PostgresKeyStoreTest extends KeyStoreContract {
  private static final Instant APRIL = Instant.parse("2026-04-10T12:00:00Z");
  private static PostgresLogs postgres;
  private @Nullable KeySettings settings;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = new PostgresLogs();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  private static KeySettings fresh() {
    try {
      LogSettings.Postgres database = postgres.fresh();
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
