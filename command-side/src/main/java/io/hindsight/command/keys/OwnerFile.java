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
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that holds a secret: for its owner's eyes only. */
public final class OwnerFile {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerFile.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private OwnerFile() {}

  /** Written beside, forced to disk, then renamed: a crash leaves a whole file or none. */
  public static void create(Path file, String ascii) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel =
        isPosix(file)
            ? FileChannel.open(draft, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
            : FileChannel.open(draft, options)) {
      channel.write(ByteBuffer.wrap(ascii.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  public static void warnIfOthersMayRead(Path file) throws IOException {
    if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      LOG.warn("others than the owner may read {}: chmod 600 it", file);
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
