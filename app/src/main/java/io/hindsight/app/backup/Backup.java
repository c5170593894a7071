package io.hindsight.app.backup;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.command.keys.KeyCopies;
import io.hindsight.command.keys.KeySettings;
import io.hindsight.command.keys.KeyStoreRefused;
import io.hindsight.contracts.subjects.KeysUnavailable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

  /** In every directory that a server was started on. */
  private static final String LOCK = "lock";

  private final Path data;
  private final boolean withLog;
  private final Path modelsFrom;
  private final KeySettings.@Nullable Postgres sharedKeys;

  /**
   * @param data the directory of a server, running or not
   * @param withLog whether the log is there, and not on a database server
   */
  public Backup(Path data, boolean withLog) {
    this(data, withLog, null, null);
  }

  /**
   * @param models where artifacts are; null: in the directory
   * @param sharedKeys where keys are; null: in the directory
   */
  public Backup(
      Path data,
      boolean withLog,
      @Nullable Path models,
      KeySettings.@Nullable Postgres sharedKeys) {
    this.data = data;
    this.withLog = withLog;
    this.modelsFrom = models == null ? data.resolve(MODELS) : models;
    this.sharedKeys = sharedKeys;
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
    if (sharedKeys == null && !withLog && isWithoutKeys()) {
      throw new CommandFailed(
          "there are no keys in " + data.toAbsolutePath(),
          "where they are on PostgreSQL, add --set hindsight.keys.store=postgresql and the"
              + " server's other settings of hindsight.keys");
    }
    if (!Files.exists(data.resolve(sharedKeys == null ? KEYS : LOCK))) {
      throw new CommandFailed(
          "there is no data of a server in " + data.toAbsolutePath(), "name it with --data");
    }
    // A copy without the log must not pass for one with it: nobody reads what a nightly job says.
    if (withLog && !Files.exists(data.resolve(LOG))) {
      throw new CommandFailed(
          "there is no log.db in " + data.toAbsolutePath(),
          "where the log is on a server, add --set hindsight.log=postgresql or axon-server");
    }
    if (withMasterKey && !Files.exists(data.resolve(MASTER_KEY))) {
      throw new CommandFailed(
          "there is no master.key in " + data.toAbsolutePath(),
          "keep the one that is configured, and leave out --with-master-key");
    }
    if (sharedKeys != null) {
      requireSharedKeys(sharedKeys);
    }
  }

  private boolean isWithoutKeys() {
    return Files.exists(data.resolve(LOCK)) && !Files.exists(data.resolve(KEYS));
  }

  private void requireSharedKeys(KeySettings.Postgres shared) {
    if (withLog) {
      throw new CommandFailed(
          "keys on PostgreSQL are those of a log on a server",
          "add --set hindsight.log=postgresql or axon-server, as for the server");
    }
    try {
      KeyCopies.requireAt(shared);
    } catch (KeyStoreRefused | KeysUnavailable e) {
      throw new CommandFailed(
          String.valueOf(e.getMessage()),
          "nothing was copied: with other keys it would not fit",
          e);
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
    SqliteFile keys = sharedKeys == null ? copy(KEYS, to) : copyShared(sharedKeys, to);
    copied.add(line(keys, "keys of " + keys.value("SELECT COUNT(*) FROM subject") + " people"));
    if (withLog) {
      requireOneLog(to);
    }
    if (Files.isDirectory(modelsFrom)) {
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

  /** In the form of a server that is alone: with its keys it can be restored either way. */
  private static SqliteFile copyShared(KeySettings.Postgres shared, Path to) {
    KeyCopies.toFile(shared, to.resolve(KEYS));
    return new SqliteFile(to.resolve(KEYS));
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
          "where the log is on a server, add --set hindsight.log=postgresql or axon-server");
    }
  }

  /** Artifacts never change once they have their name; one is there before the log speaks of it. */
  int copyModels(Path to) throws IOException {
    Path models = Files.createDirectory(to.resolve(MODELS));
    int count = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(modelsFrom, "*.model")) {
      for (Path file : files) {
        Files.copy(file, models.resolve(file.getFileName()));
        count++;
      }
    }
    return count;
  }
}
