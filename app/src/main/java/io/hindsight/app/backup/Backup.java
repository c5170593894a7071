package io.hindsight.app.backup;

import io.hindsight.app.client.CommandFailed;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Copies what cannot be made again from a data directory, so that the copies fit each other while a
 * server writes on: sagas may be behind the log but never ahead of it, and keys, which are on disk
 * before the events that need them, may know more people than the log but never fewer.
 */
public final class Backup {
  private static final String LOG = "log.db";
  private static final String KEYS = "keys.db";
  private static final String PROCESSES = "process.db";
  private static final String MODELS = "models";
  private static final String MASTER_KEY = "master.key";
  private static final String SEAL_KEY = "seal.key";
  private static final String SEAL_KEYS = "seal.pub";

  private final Path data;
  private final boolean withLog;

  /**
   * @param data the directory of a server, running or not
   * @param withLog whether the log is there, and not on a database server
   */
  public Backup(Path data, boolean withLog) {
    this.data = data;
    this.withLog = withLog;
  }

  /**
   * Fills a directory, which is made where it is missing and must be empty. As long as it holds a
   * folder {@code unfinished}, it is not whole.
   *
   * @return what was copied, for people
   */
  public List<String> into(Path target, boolean withMasterKey) {
    requireData(withMasterKey);
    return NewCopy.into(target, LOG, unfinished -> copy(unfinished, withMasterKey));
  }

  void requireData(boolean withMasterKey) {
    if (!Files.exists(data.resolve(KEYS))) {
      throw new CommandFailed(
          "there is no data of a server in " + data.toAbsolutePath(), "name it with --data");
    }
    // A copy without the log must not pass for one with it: nobody reads what a nightly job says.
    if (withLog && !Files.exists(data.resolve(LOG))) {
      throw new CommandFailed(
          "there is no log.db in " + data.toAbsolutePath(),
          "where the log is on PostgreSQL, add --set hindsight.log=postgresql");
    }
    if (withMasterKey && !Files.exists(data.resolve(MASTER_KEY))) {
      throw new CommandFailed(
          "there is no master.key in " + data.toAbsolutePath(),
          "keep the one that is configured, and leave out --with-master-key");
    }
  }

  private List<String> copy(Path to, boolean withMasterKey) throws IOException, SQLException {
    List<String> copied = new ArrayList<>();
    if (withLog) {
      if (Files.exists(data.resolve(PROCESSES))) {
        copied.add(line(copy(PROCESSES, to), "what is under way"));
      }
      SqliteFile log = copy(LOG, to);
      String head = log.value("SELECT COALESCE(MAX(globalIndex), 0) FROM DomainEventEntry");
      copied.add(line(log, "events to position " + head));
    }
    SqliteFile keys = copy(KEYS, to);
    copied.add(line(keys, "keys of " + keys.value("SELECT COUNT(*) FROM subject") + " people"));
    if (withLog) {
      requireOneLog(to);
    }
    if (Files.isDirectory(data.resolve(MODELS))) {
      copied.add(MODELS + ": " + copyModels(to));
    }
    copyIfThere(SEAL_KEYS, to, copied);
    if (withMasterKey) {
      copyIfThere(MASTER_KEY, to, copied);
      copyIfThere(SEAL_KEY, to, copied);
    }
    return copied;
  }

  /** With its permissions: of secrets, nobody else may read the copy. */
  void copyIfThere(String name, Path to, List<String> copied) throws IOException {
    if (Files.exists(data.resolve(name))) {
      Files.copy(data.resolve(name), to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
      copied.add(name);
    }
  }

  SqliteFile copy(String name, Path to) throws SQLException {
    new SqliteFile(data.resolve(name)).copyTo(to.resolve(name));
    return new SqliteFile(to.resolve(name));
  }

  static String line(SqliteFile file, String what) throws IOException {
    return String.format(
        Locale.ROOT,
        "%s: %s, %,d KB",
        file.path().getFileName(),
        what,
        Files.size(file.path()) / 1024);
  }

  void requireOneLog(Path to) throws SQLException {
    String log = new SqliteFile(to.resolve(LOG)).value("SELECT id FROM log_identity");
    String keys =
        new SqliteFile(to.resolve(KEYS))
            .value("SELECT CAST(value AS TEXT) FROM setting WHERE name = 'log-id'");
    if (!log.equals(keys)) {
      throw new CommandFailed(
          "log.db and keys.db in " + data.toAbsolutePath() + " do not belong together",
          "where the log is on PostgreSQL, add --set hindsight.log=postgresql");
    }
  }

  /** Artifacts never change once they have their name; one is there before the log speaks of it. */
  int copyModels(Path to) throws IOException {
    Path models = Files.createDirectory(to.resolve(MODELS));
    int count = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(data.resolve(MODELS), "*.model")) {
      for (Path file : files) {
        Files.copy(file, models.resolve(file.getFileName()));
        count++;
      }
    }
    return count;
  }
}
