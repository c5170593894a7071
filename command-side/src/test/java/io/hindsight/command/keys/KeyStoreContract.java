package io.hindsight.command.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.subjects.Disclosed;
import io.hindsight.contracts.subjects.Personal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of keys does. */
abstract class KeyStoreContract {
  static final UserId ANNA = new UserId("anna@marker.example");

  @TempDir Path directory;
  KeyStore keys;

  @BeforeEach
  void open() {
    keys = reopened();
  }

  @AfterEach
  void close() {
    keys.close();
  }

  /** Where the keys of this test are. */
  abstract KeySettings settings();

  KeyStore reopened() {
    SecureRandom random = new SecureRandom();
    return new KeyStore(
        settings(), MasterKey.inFile(directory.resolve("master.key"), random), random);
  }

  SubjectId resolve(UserId user) {
    return keys.resolve(List.of(user)).get(user);
  }

  private static Disclosed clear(String text) {
    return new Disclosed.Clear(text);
  }

  @Test
  void userKeepsTheirSubjectOverARestart() {
    SubjectId subject = resolve(ANNA);
    Personal sealed = keys.seal(subject, "Grüße 🎁");
    keys.close();
    keys = reopened();
    assertThat(keys.find(ANNA)).contains(subject);
    assertThat(resolve(ANNA)).isEqualTo(subject);
    assertThat(keys.open(sealed)).isEqualTo(clear("Grüße 🎁"));
    assertThat(keys.userOf(subject)).contains(ANNA);
  }

  @Test
  void lookingForAUserMakesNone() {
    assertThat(keys.find(ANNA)).isEmpty();
    assertThat(keys.find(ANNA)).isEmpty();
  }

  @Test
  void subjectSaysNothingOfTheUserAndHas128Bits() {
    SubjectId subject = resolve(ANNA);
    assertThat(Base64.getUrlDecoder().decode(subject.value())).hasSize(16);
    assertThat(resolve(new UserId("anna"))).isNotEqualTo(subject);
  }

  @Test
  void manyUsersAreResolvedAtOnceAndEachOnce() {
    List<UserId> users =
        IntStream.range(0, 2_500).mapToObj(i -> new UserId("u" + i % 2_000)).toList();
    Map<UserId, SubjectId> subjects = keys.resolve(users);
    assertThat(new HashSet<>(subjects.values())).hasSize(2_000);
    keys.close();
    keys = reopened();
    assertThat(keys.findAll(users)).isEqualTo(subjects);
  }

  @Test
  void concurrentFirstSightsAgreeOnOneSubject() throws Exception {
    List<UserId> users = IntStream.range(0, 200).mapToObj(i -> new UserId("u" + i)).toList();
    Set<Map<UserId, SubjectId>> answers = new HashSet<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Map<UserId, SubjectId>>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(() -> keys.resolve(users));
      }
      for (Future<Map<UserId, SubjectId>> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).hasSize(1);
  }

  @Test
  void sameTextIsSealedDifferentlyEachTime() {
    SubjectId subject = resolve(ANNA);
    assertThat(keys.seal(subject, "x")).isNotEqualTo(keys.seal(subject, "x"));
  }

  @Test
  void envelopeCannotBeMovedToAnotherSubject() {
    SubjectId anna = resolve(ANNA);
    SubjectId ben = resolve(new UserId("ben"));
    Personal sealed = keys.seal(anna, "secret");
    assertThatThrownBy(() -> keys.open(new Personal(ben, sealed.ciphertext())))
        .hasMessageContaining("damaged");
  }

  @Test
  void destroyedKeyReadsAsErasedNowAndAfterARestart() {
    SubjectId subject = resolve(ANNA);
    Personal sealed = keys.seal(subject, "secret");
    assertThat(keys.destroy(subject)).isTrue();
    assertThat(keys.open(sealed)).isEqualTo(new Disclosed.Erased());
    assertThat(keys.find(ANNA)).isEmpty();
    assertThat(keys.userOf(subject)).isEmpty();
    assertThatThrownBy(() -> keys.seal(subject, "more")).isInstanceOf(SubjectGone.class);
    keys.close();
    keys = reopened();
    assertThat(keys.open(sealed)).isEqualTo(new Disclosed.Erased());
    assertThat(keys.destroy(subject)).isFalse();
  }

  @Test
  void erasedUserComesBackAsSomebodyElse() {
    SubjectId before = resolve(ANNA);
    keys.destroy(before);
    assertThat(resolve(ANNA)).isNotEqualTo(before);
  }

  @Test
  void subjectNobodyEverKnewReadsAsErased() {
    Personal foreign = new Personal(new SubjectId("nobody"), "AAAA");
    assertThat(keys.open(foreign)).isEqualTo(new Disclosed.Erased());
  }

  @Test
  void erasureIsNotUndoneByConcurrentReaders() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 30; round++) {
        UserId user = new UserId("user" + round);
        SubjectId subject = resolve(user);
        Personal sealed = keys.seal(subject, "secret");
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          calls.add(() -> keys.open(sealed));
          calls.add(() -> keys.find(user));
        }
        calls.add(2, () -> keys.destroy(subject));
        for (Future<Object> call : threads.invokeAll(calls)) {
          call.get();
        }
        assertThat(keys.open(sealed)).isEqualTo(new Disclosed.Erased());
        assertThat(keys.find(user)).isEmpty();
      }
    }
  }

  @Test
  void masterKeyIsMadeOnceAndReadableByItsOwnerOnly() throws IOException {
    Path file = directory.resolve("master.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String before = Files.readString(file);
    MasterKey.inFile(file, new SecureRandom());
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void wrongMasterKeyIsRefusedWithARemedy() {
    MasterKey other = MasterKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32]));
    assertThatThrownBy(() -> new KeyStore(settings(), other, new SecureRandom()))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageContaining("not the one")
        .hasMessageContaining("configure that one");
  }

  @Test
  void masterKeyOfTheWrongLengthIsRefused() {
    assertThatThrownBy(() -> MasterKey.fromBase64("c2hvcnQ="))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> MasterKey.fromBase64("no base64 !"))
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessageContaining("base64");
  }

  @Test
  void keysOfAnotherLogAreRefused() {
    keys.bindTo("log-a");
    keys.bindTo("log-a");
    assertThatThrownBy(() -> keys.bindTo("log-b")).isInstanceOf(KeyStoreRefused.class);
  }
}
