package io.hindsight.command.keys;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cryptography of the store: AES-256-GCM with random 96-bit nonces and the subject as
 * additional data, so that an envelope cannot be moved to another subject. A box is a format byte,
 * the nonce, the ciphertext and its tag.
 */
final class Sealer {
  private static final byte FORMAT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private final SecureRandom random;
  private final SecretKey wrapping;
  private final SecretKey lookup;
  private final SecretKey check;

  Sealer(MasterKey master, SecureRandom random) {
    this.random = random;
    this.wrapping = master.derive("hindsight/subject-keys", "AES");
    this.lookup = master.derive("hindsight/user-lookup", "HmacSHA256");
    this.check = master.derive("hindsight/check", "HmacSHA256");
  }

  SubjectId newSubject() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new SubjectId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  SecretKey newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return new SecretKeySpec(bytes, "AES");
  }

  /** Tells a wrong master key from the right one, and nothing else. */
  byte[] checkValue() {
    return hmac(check, "hindsight");
  }

  /** Finds a user's row, and without the master key says nothing of who it is. */
  byte[] lookup(UserId user) {
    return hmac(lookup, user.value());
  }

  byte[] wrap(SubjectId subject, SecretKey key) {
    return seal(wrapping, subject, key.getEncoded());
  }

  SecretKey unwrap(SubjectId subject, byte[] wrapped) {
    return new SecretKeySpec(open(wrapping, subject, wrapped), "AES");
  }

  byte[] seal(SecretKey key, SubjectId subject, byte[] clear) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(subject.value().getBytes(StandardCharsets.UTF_8));
      byte[] box = new byte[1 + NONCE_BYTES + cipher.getOutputSize(clear.length)];
      box[0] = FORMAT;
      System.arraycopy(nonce, 0, box, 1, NONCE_BYTES);
      cipher.doFinal(clear, 0, clear.length, box, 1 + NONCE_BYTES);
      return box;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal for subject " + subject, e);
    }
  }

  byte[] open(SecretKey key, SubjectId subject, byte[] box) {
    if (box.length < 1 + NONCE_BYTES + TAG_BITS / 8 || box[0] != FORMAT) {
      throw new IllegalStateException("an envelope of subject " + subject + " is damaged");
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] nonce = Arrays.copyOfRange(box, 1, 1 + NONCE_BYTES);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(subject.value().getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(box, 1 + NONCE_BYTES, box.length - 1 - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an envelope of subject " + subject + " is damaged", e);
    }
  }

  private static byte[] hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HmacSHA256 in this JDK", e);
    }
  }
}
