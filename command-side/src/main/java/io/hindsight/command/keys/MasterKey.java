package io.hindsight.command.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one key from which all others hang. It is never stored in a database. */
public final class MasterKey {
  private static final Logger LOG = LoggerFactory.getLogger(MasterKey.class);
  private static final int BYTES = 32;

  private final byte[] secret;
  private final String origin;

  private MasterKey(byte[] secret, String origin) {
    this.secret = secret;
    this.origin = origin;
  }

  /**
   * From the configuration: 32 random bytes in base64, as {@code openssl rand -base64 32} gives.
   */
  public static MasterKey fromBase64(String text) {
    return parse(text, "the configuration");
  }

  /** The embedded default: a file beside the data, made at the first start. */
  public static MasterKey inFile(Path file, SecureRandom random) {
    try {
      if (!Files.exists(file)) {
        create(file, random);
        LOG.info(
            "made a master key in {}; without it nothing personal in the log can be read again:"
                + " keep a copy elsewhere",
            file);
      }
      OwnerFile.warnIfOthersMayRead(file);
      return parse(Files.readString(file, StandardCharsets.US_ASCII), file.toString());
    } catch (IOException e) {
      throw new KeyStoreRefused("cannot read or make the master key in " + file, e);
    }
  }

  private static MasterKey parse(String text, String origin) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new KeyStoreRefused("the master key in " + origin + " is not base64", e);
    }
    if (bytes.length != BYTES) {
      throw new KeyStoreRefused(
          "the master key in %s must have %d bytes, it has %d"
              .formatted(origin, BYTES, bytes.length));
    }
    return new MasterKey(bytes, origin);
  }

  private static void create(Path file, SecureRandom random) throws IOException {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    OwnerFile.create(file, Base64.getEncoder().encodeToString(secret) + "\n");
  }

  /** A key for one purpose, by HKDF-SHA256. */
  SecretKey derive(String purpose, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HKDF-SHA256 in this JDK", e);
    }
  }

  /** Where it comes from, for messages. */
  String origin() {
    return origin;
  }

  @Override
  public String toString() {
    return "MasterKey(from " + origin + ")";
  }
}
