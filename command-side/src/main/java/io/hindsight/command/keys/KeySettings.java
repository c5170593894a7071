package io.hindsight.command.keys;

import java.nio.file.Path;

/** Where the keys are. */
public sealed interface KeySettings {

  /** One file, one process: the default. */
  record Sqlite(Path file) implements KeySettings {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /**
   * A database that several servers may share, in a schema of its own.
   *
   * @param url such as {@code jdbc:postgresql://host:5432/keys}
   */
  record Postgres(String url, String user, String password) implements KeySettings {
    /** Without the parameters, which may hold a password. */
    @Override
    public String toString() {
      return url.replaceFirst("[?].*", "") + " as " + user;
    }
  }
}
