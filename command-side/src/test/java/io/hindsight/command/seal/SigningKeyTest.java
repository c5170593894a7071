package io.hindsight.command.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir Path directory;

  @Test
  void whatOneSignsTheOtherHalfVerifiesAndNothingElse() {
    SigningKey key = SigningKey.generate(random);
    byte[] statement = "the log up to 17".getBytes(UTF_8);
    byte[] signature = key.sign(statement);

    VerifyingKey verifier = VerifyingKey.fromPem(key.verifier().pem());
    assertThat(verifier.verifies(statement, signature)).isTrue();
    assertThat(verifier.verifies("the log up to 18".getBytes(UTF_8), signature)).isFalse();
    assertThat(SigningKey.generate(random).verifier().verifies(statement, signature)).isFalse();
    signature[5] ^= 1;
    assertThat(verifier.verifies(statement, signature)).isFalse();
    assertThat(verifier.verifies(statement, new byte[3])).isFalse();
  }

  @Test
  void aKeyIsMadeOnceAndOnlyItsOwnerMayReadIt() throws IOException {
    Path file = directory.resolve("seal.key");
    SigningKey made = SigningKey.inFile(file, random);
    SigningKey found = SigningKey.inFile(file, random);

    assertThat(found.verifier().id()).isEqualTo(made.verifier().id()).hasSize(16);
    assertThat(made.verifier().verifies(new byte[] {7}, found.sign(new byte[] {7}))).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileWithoutAKeyOrWithHalvesOfTwoIsRefusedAndKept() throws IOException {
    Path file = directory.resolve("seal.key");
    Files.writeString(file, "not a key\n");
    assertThatThrownBy(() -> SigningKey.inFile(file, random))
        .isInstanceOf(SealRefused.class)
        .hasMessageContaining("seal.key");
    assertThat(Files.readString(file)).isEqualTo("not a key\n");

    SigningKey.inFile(directory.resolve("a"), random);
    String other = SigningKey.generate(random).verifier().pem();
    String half =
        Files.readString(directory.resolve("a")).replaceFirst("(?s)-----BEGIN PUBLIC.*", "");
    Files.writeString(file, half + other);
    assertThatThrownBy(() -> SigningKey.inFile(file, random)).hasMessageContaining("do not fit");
  }

  @Test
  void whatIsNoPublicKeyIsRefused() {
    assertThatThrownBy(() -> VerifyingKey.fromPem("-----BEGIN PUBLIC KEY-----\nAAAA\n"))
        .isInstanceOf(SealRefused.class)
        .hasMessageContaining("no public Ed25519 key");
    assertThatThrownBy(
            () ->
                VerifyingKey.fromPem(
                    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"))
        .isInstanceOf(SealRefused.class)
        .hasMessageContaining("no public Ed25519 key");
  }

  @Test
  void thePublicHalvesOfFormerKeysAreKept() {
    Path published = directory.resolve("seal.pub");
    SealKeys first = SealKeys.open(directory.resolve("one.key"), published, random);
    assertThat(SealKeys.open(directory.resolve("one.key"), published, random).known()).hasSize(1);

    SealKeys second = SealKeys.open(directory.resolve("two.key"), published, random);
    assertThat(second.known())
        .extracting(VerifyingKey::id)
        .containsExactly(first.current().verifier().id(), second.current().verifier().id());
  }
}
