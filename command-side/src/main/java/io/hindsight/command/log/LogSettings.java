package io.hindsight.command.log;

import java.nio.file.Path;

/** Where the log is. */
public sealed interface LogSettings {

  /** One file, one process: the default. */
  record Sqlite(Path file) implements LogSettings {}

  /**
   * @param url such as {@code jdbc:postgresql://host:5432/hindsight}
   */
  record Postgres(String url, String user, String password) implements LogSettings {
    @Override
    public String toString() {
      return "Postgres[url=" + url + ", user=" + user + "]";
    }
  }
}
