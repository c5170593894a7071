package io.hindsight.app.backup;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.launch.DataDirectories;
import io.hindsight.app.server.DataDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A directory that is filled with a copy: whole, or marked as unfinished, or not there. */
final class NewCopy {
  private NewCopy() {}

  /** Puts files into a folder. */
  @FunctionalInterface
  interface Filler {
    /**
     * @return what was copied, for people
     */
    List<String> fill(Path folder) throws IOException, SQLException;
  }

  /**
   * @param target is made where it is missing, and must be empty
   * @param last the file without which no server takes the rest for whole
   */
  static List<String> into(Path target, String last, Filler filler) {
    boolean made = Files.notExists(target);
    Path unfinished = claim(target);
    try {
      List<String> copied = filler.fill(unfinished);
      settle(unfinished, target, last);
      return copied;
    } catch (IOException | SQLException | RuntimeException e) {
      discard(target, made);
      throw e instanceof CommandFailed known ? known : failed(e);
    }
  }

  /** Whoever makes the folder has the directory: a second copy into it must fail, not mix. */
  private static Path claim(Path target) {
    try {
      Files.createDirectories(target);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(target)) {
        if (files.iterator().hasNext()) {
          throw notEmpty(target);
        }
      }
      return Files.createDirectory(target.resolve(DataDirectory.UNFINISHED));
    } catch (FileAlreadyExistsException e) {
      throw notEmpty(target);
    } catch (IOException e) {
      throw new CommandFailed(
          "cannot make " + target.toAbsolutePath() + " (" + e + ")", "choose another directory", e);
    }
  }

  private static CommandFailed notEmpty(Path target) {
    return new CommandFailed(
        target.toAbsolutePath() + " is not an empty directory",
        "a copy goes into a directory of its own");
  }

  private static void discard(Path target, boolean made) {
    if (made) {
      DataDirectories.delete(target);
      return;
    }
    try (Stream<Path> entries = Files.list(target)) {
      entries.toList().forEach(DataDirectories::delete);
    } catch (IOException e) {
      // What is left is marked as unfinished.
    }
  }

  private static void settle(Path unfinished, Path target, String last) throws IOException {
    try (Stream<Path> all = Files.walk(unfinished)) {
      for (Path one : all.toList()) {
        force(one);
      }
    }
    List<Path> entries;
    try (Stream<Path> all = Files.list(unfinished)) {
      entries = new ArrayList<>(all.toList());
    }
    entries.sort((one, other) -> Boolean.compare(one.endsWith(last), other.endsWith(last)));
    for (Path entry : entries) {
      Files.move(entry, target.resolve(entry.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.delete(unfinished);
    force(target);
  }

  /** Windows cannot open a directory, and keeps names without being asked. */
  private static void force(Path path) throws IOException {
    if (Files.isDirectory(path)
        && !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static CommandFailed failed(Exception e) {
    return new CommandFailed(
        "the data could not be copied (" + e + ")",
        "check space and permissions, and whether the server starts on these data; what was copied"
            + " is deleted again",
        e);
  }
}
