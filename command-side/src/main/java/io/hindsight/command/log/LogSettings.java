package io.hindsight.command.log;

import java.nio.file.Path;

/** Where the log is. */
public sealed interface LogSettings {

  /** One file, one process: the default. */
  record Sqlite(Path file) implements LogSettings {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /**
   * @param url such as {@code jdbc:postgresql://host:5432/hindsight}
   */
  record Postgres(String url, String user, String password) implements LogSettings {
    /** Without the parameters, which may hold a password. */
    @Override
    public String toString() {
      return url.replaceFirst("[?].*", "") + " as " + user;
    }
  }
}
