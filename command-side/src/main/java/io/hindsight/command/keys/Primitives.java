package io.hindsight.command.keys;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One thread's AES-GCM and HMAC. To look for an implementation each time takes longer than to seal
 * a short text. Neither keeps a key beyond its use: whoever was erased must not stay in the memory
 * of a thread.
 */
final class Primitives {
  private static final int TAG_BITS = 128;
  private static final ThreadLocal<Primitives> OF_THREAD = ThreadLocal.withInitial(Primitives::new);
  private static final byte[] ZEROS = new byte[32];
  private static final SecretKey NO_AES_KEY = new SecretKeySpec(ZEROS, "AES");
  private static final SecretKey NO_HMAC_KEY = new SecretKeySpec(ZEROS, "HmacSHA256");
  private static final AlgorithmParameterSpec NO_NONCE =
      new GCMParameterSpec(TAG_BITS, ZEROS, 0, 12);

  private final Cipher cipher;
  private final Mac mac;

  private Primitives() {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
      mac = Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no AES/GCM or HmacSHA256 in this JDK", e);
    }
  }

  /** What is done with a cipher that is ready. */
  @FunctionalInterface
  interface Use {
    byte[] with(Cipher cipher) throws GeneralSecurityException;
  }

  /**
   * @param mode of {@link Cipher}
   */
  static byte[] aesGcm(int mode, Key key, byte[] nonce, Use use) throws GeneralSecurityException {
    Cipher cipher = OF_THREAD.get().cipher;
    try {
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return use.with(cipher);
    } finally {
      // For opening, which may be begun again under the same nonce.
      cipher.init(Cipher.DECRYPT_MODE, NO_AES_KEY, NO_NONCE);
    }
  }

  static byte[] hmac(SecretKey key, byte[] bytes) {
    Mac mac = OF_THREAD.get().mac;
    try {
      mac.init(key);
      byte[] code = mac.doFinal(bytes);
      mac.init(NO_HMAC_KEY);
      return code;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no key for HmacSHA256", e);
    }
  }
}
