package io.hindsight.command.seal;

import io.hindsight.command.keys.OwnerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs seals and the receipts of erasures with Ed25519 (RFC 8032). Safe for use by many threads.
 */
public final class SigningKey {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKey.class);
  private static final String LABEL = "PRIVATE KEY";

  private final PrivateKey key;
  private final VerifyingKey verifier;

  private SigningKey(PrivateKey key, VerifyingKey verifier) {
    this.key = key;
    this.verifier = verifier;
  }

  public static SigningKey generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, random);
      KeyPair pair = generator.generateKeyPair();
      return new SigningKey(pair.getPrivate(), new VerifyingKey(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no Ed25519 in this JDK", e);
    }
  }

  /** Both halves in one PEM file, which is made where there is none. */
  public static SigningKey inFile(Path file, SecureRandom random) {
    try {
      if (!Files.exists(file)) {
        SigningKey made = generate(random);
        OwnerFile.create(file, Pem.write(LABEL, made.key.getEncoded()) + made.verifier.pem());
        LOG.info("made a key to sign the log's seals with in {}: {}", file, made.verifier.id());
      }
      OwnerFile.warnIfOthersMayRead(file);
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Pem.read(LABEL, text)));
      return new SigningKey(key, VerifyingKey.fromPem(text)).checked(file);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new SealRefused("cannot read or make the signing key in " + file, e);
    }
  }

  /** Two halves that do not fit would sign what nobody can check. */
  private SigningKey checked(Path file) {
    byte[] probe = {1};
    if (!verifier.verifies(probe, sign(probe))) {
      throw new SealRefused("the two halves of the signing key in " + file + " do not fit", null);
    }
    return this;
  }

  public byte[] sign(byte[] statement) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(statement);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  public VerifyingKey verifier() {
    return verifier;
  }

  @Override
  public String toString() {
    return "SigningKey(" + verifier.id() + ")";
  }
}
