package io.hindsight.command.log;

import java.nio.file.Path;

/** Where the log is. */
public sealed interface LogSettings {

  /** In a table. */
  sealed interface Jdbc extends LogSettings {}

  /** One file, one process: the default. */
  record Sqlite(Path file) implements Jdbc {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /**
   * @param url such as {@code jdbc:postgresql://host:5432/hindsight}
   */
  record Postgres(String url, String user, String password) implements Jdbc {
    /** Without the parameters, which may hold a password. */
    @Override
    public String toString() {
      return url.replaceFirst("[?].*", "") + " as " + user;
    }
  }
}
