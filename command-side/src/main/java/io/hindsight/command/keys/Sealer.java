package io.hindsight.command.keys;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The cryptography of the store: AES-256-GCM with random 96-bit nonces and its owner as additional
 * data, so that an envelope cannot be moved to another subject. A box is a header, the nonce, the
 * ciphertext and its tag. The header is a format byte, and where a month's key takes part (format
 * 2), the month.
 */
final class Sealer {
  private static final byte FORMAT = 1;
  private static final byte FORMAT_OF_MONTH = 2;
  private static final byte[] PLAIN = {FORMAT};
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
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
    return new SubjectId(newId());
  }

  /** 128 random bits. */
  String newId() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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

  /**
   * @param owner a subject or a month
   */
  byte[] wrap(Object owner, SecretKey key) {
    return seal(wrapping, owner.toString(), key.getEncoded(), PLAIN);
  }

  SecretKey unwrap(Object owner, byte[] wrapped) {
    return new SecretKeySpec(open(wrapping, owner.toString(), wrapped), "AES");
  }

  byte[] seal(SecretKey key, SubjectId subject, byte[] clear) {
    return seal(key, subject.value(), clear, PLAIN);
  }

  /** Seals under both keys: without either of them the box stays closed. */
  byte[] seal(SecretKey key, SecretKey monthKey, SubjectId subject, Month month, byte[] clear) {
    byte[] header = new byte[1 + Month.BYTES];
    header[0] = FORMAT_OF_MONTH;
    month.write(header, 1);
    return seal(both(key, monthKey), owner(subject, month), clear, header);
  }

  /** The month whose key takes part in a box; null where none does. */
  static @Nullable Month monthOf(byte[] box) {
    return box.length > Month.BYTES && box[0] == FORMAT_OF_MONTH ? Month.read(box, 1) : null;
  }

  byte[] open(SecretKey key, SubjectId subject, byte[] box) {
    return open(key, subject.value(), box);
  }

  byte[] open(SecretKey key, SecretKey monthKey, SubjectId subject, Month month, byte[] box) {
    return open(both(key, monthKey), owner(subject, month), box);
  }

  private static String owner(SubjectId subject, Month month) {
    return subject.value() + " " + month;
  }

  /** The extract step of HKDF, whose output says nothing to who lacks either of the two. */
  private static SecretKey both(SecretKey key, SecretKey monthKey) {
    return new SecretKeySpec(Primitives.hmac(monthKey, key.getEncoded()), "AES");
  }

  private byte[] seal(SecretKey key, String owner, byte[] clear, byte[] header) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      return Primitives.aesGcm(
          Cipher.ENCRYPT_MODE,
          key,
          nonce,
          cipher -> {
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            int start = header.length + NONCE_BYTES;
            byte[] box = Arrays.copyOf(header, start + cipher.getOutputSize(clear.length));
            System.arraycopy(nonce, 0, box, header.length, NONCE_BYTES);
            cipher.doFinal(clear, 0, clear.length, box, start);
            return box;
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal for " + owner, e);
    }
  }

  private static byte[] open(SecretKey key, String owner, byte[] box) {
    int header = monthOf(box) == null ? 1 : 1 + Month.BYTES;
    int start = header + NONCE_BYTES;
    if (box.length < start + TAG_BYTES || (header == 1 && box[0] != FORMAT)) {
      throw new IllegalStateException("an envelope of " + owner + " is damaged");
    }
    try {
      return Primitives.aesGcm(
          Cipher.DECRYPT_MODE,
          key,
          Arrays.copyOfRange(box, header, start),
          cipher -> {
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(box, start, box.length - start);
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an envelope of " + owner + " is damaged", e);
    }
  }

  private static byte[] hmac(SecretKey key, String text) {
    return Primitives.hmac(key, text.getBytes(StandardCharsets.UTF_8));
  }
}
