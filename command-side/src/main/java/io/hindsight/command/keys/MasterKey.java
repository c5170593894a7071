package io.hindsight.command.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one key from which all others hang. It is never stored in a database. */
public final class MasterKey {
  private static final Logger LOG = LoggerFactory.getLogger(MasterKey.class);
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

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
      warnIfOthersMayRead(file);
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

  /** Written beside, forced to disk, then renamed: a crash leaves a whole key or none. */
  private static void create(Path file, SecureRandom random) throws IOException {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    byte[] line =
        (Base64.getEncoder().encodeToString(secret) + "\n").getBytes(StandardCharsets.US_ASCII);
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel =
        isPosix(file)
            ? FileChannel.open(draft, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
            : FileChannel.open(draft, options)) {
      channel.write(ByteBuffer.wrap(line));
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void warnIfOthersMayRead(Path file) throws IOException {
    if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      LOG.warn("others than the owner may read {}: chmod 600 it", file);
    }
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
