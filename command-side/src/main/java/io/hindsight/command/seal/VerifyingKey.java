package io.hindsight.command.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The public half of a {@link SigningKey}: whoever has it can check what was signed. */
public final class VerifyingKey {
  static final String LABEL = "PUBLIC KEY";
  private static final int ID_BYTES = 8;

  private final PublicKey key;

  VerifyingKey(PublicKey key) {
    this.key = key;
  }

  /**
   * The first key in a PEM file.
   *
   * @param text a file's whole text; what else is in it is passed over
   * @throws SealRefused where it holds no public Ed25519 key
   */
  public static VerifyingKey fromPem(String text) {
    return allFromPem(text).getFirst();
  }

  /** Every key in a PEM file, at least one, as above. */
  public static List<VerifyingKey> allFromPem(String text) {
    try {
      KeyFactory keys = KeyFactory.getInstance("Ed25519");
      List<VerifyingKey> found = new ArrayList<>();
      for (byte[] encoded : Pem.readAll(LABEL, text)) {
        found.add(new VerifyingKey(keys.generatePublic(new X509EncodedKeySpec(encoded))));
      }
      if (found.isEmpty()) {
        throw new SealRefused("there is no public Ed25519 key in PEM", null);
      }
      return found;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SealRefused("this is no public Ed25519 key in PEM: " + e.getMessage(), e);
    }
  }

  public String pem() {
    return Pem.write(LABEL, key.getEncoded());
  }

  /** The first 16 hex digits of the SHA-256 of the key in X.509's encoding. */
  public String id() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no SHA-256 in this JDK", e);
    }
  }

  public boolean verifies(byte[] statement, byte[] signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(statement);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of the wrong length or form is thrown, not answered.
      return false;
    }
  }

  @Override
  public String toString() {
    return "VerifyingKey(" + id() + ")";
  }
}
