package io.hindsight.runtime.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes a file so that a crash leaves the old one or the new one, never a part. */
public final class WholeFile {
  /** What an interrupted write leaves behind ends so; it may be deleted. */
  public static final String UNFINISHED = ".tmp";

  private static final int BUFFER = 1 << 16;

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private WholeFile() {}

  /** Something that is written piece by piece. */
  @FunctionalInterface
  public interface Content {
    /** Returns the name of the file that it is to be. */
    String writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file whose name is known only when all of it is written, and which need not fit into
   * memory.
   *
   * @return its name
   */
  public static String write(Path directory, Content content) throws IOException {
    Files.createDirectories(directory);
    Path temporary = directory.resolve("new-" + NUMBERS.incrementAndGet() + UNFINISHED);
    String name;
    try (var channel =
            FileChannel.open(
                temporary,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        var out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      name = content.writeTo(out);
      out.flush();
      channel.force(true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(directory);
    return name;
  }

  public static void write(Path target, byte[] content) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException("not a file's path: " + target);
    }
    Files.createDirectories(directory);
    Path temporary = directory.resolve(target.getFileName() + UNFINISHED);
    try (var channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(directory);
  }

  // Without this the new name itself may be lost with the power. Windows cannot open a directory.
  private static void syncDirectory(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
