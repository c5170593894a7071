package io.hindsight.app.evaluation;

import io.hindsight.app.client.CommandFailed;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What can be said of files before and when they fail. */
final class Outputs {
  private Outputs() {}

  /** Before anything is read or trained. */
  static void requireWritable(@Nullable Path file) {
    if (file == null) {
      return;
    }
    Path directory = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
      throw new CommandFailed("cannot write " + file, "give a file in a directory that there is");
    }
    if (!Files.isWritable(Files.exists(file) ? file : directory)) {
      throw new CommandFailed("cannot write " + file, "check its permissions");
    }
  }

  /** One line for a file that failed. */
  static CommandFailed failed(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return new CommandFailed("there is no " + missing.getFile(), "check the path", e);
    }
    if (e instanceof FileSystemException file) {
      String reason = file.getReason();
      return new CommandFailed(
          "cannot read or write " + file.getFile() + (reason == null ? "" : " (" + reason + ")"),
          "check the path, its permissions and the room on the disk",
          e);
    }
    return new CommandFailed(
        "cannot read or write: " + e.getMessage(), "check the files that the command names", e);
  }
}
