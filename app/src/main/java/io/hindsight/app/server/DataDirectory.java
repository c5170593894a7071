package io.hindsight.app.server;

import io.hindsight.app.launch.ServerNotStarted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything a server knows, held by one process at a time. */
public final class DataDirectory implements AutoCloseable {
  /** A folder that marks a copy as not whole yet. */
  public static final String UNFINISHED = "unfinished";

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the folder where it is missing, and locks it until closed or until the process ends,
   * however it ends.
   */
  public static DataDirectory open(Path root) {
    try {
      Files.createDirectories(root);
      if (Files.exists(root.resolve(UNFINISHED))) {
        throw new ServerNotStarted(
            root.toAbsolutePath() + " holds a copy that was never finished",
            "delete it, and copy again",
            null);
      }
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new DataDirectoryInUse(root);
      }
      return new DataDirectory(root, channel, lock);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot use " + root.toAbsolutePath() + " as the data directory", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  public Path file(String name) {
    return root.resolve(name);
  }

  public Path folder(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + root.resolve(name), e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release " + root, e);
    }
  }

  /** Another process, or another server of this one, holds the folder. */
  public static final class DataDirectoryInUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    DataDirectoryInUse(Path root) {
      super(
          "the data directory "
              + root.toAbsolutePath()
              + " is in use by another Hindsight; stop it, or choose another one with --data");
    }
  }
}
