package io.hindsight.app.backup;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.contracts.log.LogMoment;
import io.hindsight.contracts.log.LogPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies a data directory as it was at a moment: the log up to there, the models, and the keys as
 * they are now, since whoever was erased stays so. Views are built from the log when a server
 * starts on the copy, and so is what is under way.
 */
public final class PastCopy {
  private static final String LOG = "log.db";
  private static final String MASTER_KEY = "master.key";
  private static final String EVENTS = "DomainEventEntry";

  private final Path data;

  /**
   * @param data the directory of a server, running or not, whose log is in it
   */
  public PastCopy(Path data) {
    this.data = data;
  }

  /**
   * A moment to go back to: a position of the log or a time of recording.
   *
   * @param position null where a time is given
   * @param time null where a position is given
   */
  public record To(@Nullable LogPosition position, @Nullable Instant time) {}

  /**
   * Fills a directory, which is made where it is missing and must be empty. As long as it holds a
   * folder {@code unfinished}, no server starts on it.
   *
   * @return what was copied, for people
   */
  public List<String> into(Path target, To to) {
    Backup all = new Backup(data, true);
    all.requireData(false);
    // Before anything is copied: a mistyped time need not take long to be told.
    LogPosition end = position(new SqliteFile(data.resolve(LOG)), to);
    return NewCopy.into(target, LOG, unfinished -> copy(all, unfinished, end));
  }

  private List<String> copy(Backup all, Path to, LogPosition end) throws IOException, SQLException {
    List<String> copied = new ArrayList<>();
    SqliteFile log = all.copy(LOG, to);
    cut(log, end);
    copied.add(Backup.line(log, "events to position " + end));
    SqliteFile keys = all.copy("keys.db", to);
    copied.add(Backup.line(keys, "keys as they are now"));
    all.requireOneLog(to);
    if (Files.isDirectory(data.resolve("models"))) {
      copied.add("models: " + all.copyModels(to));
    }
    // Not the key that signs seals: a what-if must not pass for the log that it was copied from.
    all.copyIfThere("seal.pub", to, copied);
    all.copyIfThere(MASTER_KEY, to, copied);
    return copied;
  }

  /**
   * What comes later goes, also from the file's slack. Aggregates are loaded from their events:
   * nobody knows of which position a snapshot is.
   */
  private static void cut(SqliteFile log, LogPosition end) throws SQLException {
    log.execute(
        "DELETE FROM " + EVENTS + " WHERE globalIndex > " + end,
        "DELETE FROM SnapshotEventEntry",
        "UPDATE sqlite_sequence SET seq = " + end + " WHERE name = '" + EVENTS + "'",
        "VACUUM");
  }

  private static LogPosition position(SqliteFile log, To to) {
    try {
      LogPosition head = new LogPosition(number(log, "SELECT COALESCE(MAX(globalIndex), 0) FROM "));
      LogPosition wanted = to.position();
      if (wanted != null) {
        if (!head.reaches(wanted)) {
          throw new CommandFailed(
              "the log ends at position " + head + ", wanted was " + wanted,
              "give a position up to there");
        }
        return wanted;
      }
      Instant time = to.time() == null ? Instant.MAX : to.time();
      return LogMoment.by(time, head, at -> momentAt(log, at))
          .map(LogMoment::position)
          .orElseThrow(
              () ->
                  new CommandFailed(
                      "there was nothing in the log at " + time,
                      "give a later time; the log begins at "
                          + momentAt(log, new LogPosition(1))
                              .map(first -> first.recordedAt().toString())
                              .orElse("no time at all")));
    } catch (SQLException e) {
      throw new CommandFailed(
          "the log in " + log.path() + " cannot be read (" + e.getMessage() + ")",
          "check its permissions, and whether a server starts on it",
          e);
    }
  }

  private static long number(SqliteFile log, String query) throws SQLException {
    return Long.parseLong(log.value(query + EVENTS));
  }

  private static Optional<LogMoment> momentAt(SqliteFile log, LogPosition at) {
    try {
      String found =
          log.value(
              "SELECT globalIndex || ' ' || timeStamp FROM "
                  + EVENTS
                  + " WHERE globalIndex <= "
                  + at
                  + " ORDER BY globalIndex DESC LIMIT 1");
      int blank = found.indexOf(' ');
      return blank < 0
          ? Optional.empty()
          : Optional.of(
              new LogMoment(
                  new LogPosition(Long.parseLong(found.substring(0, blank))),
                  Instant.parse(found.substring(blank + 1))));
    } catch (SQLException e) {
      throw new CommandFailed(
          "the log in " + log.path() + " cannot be read (" + e.getMessage() + ")",
          "check its permissions",
          e);
    }
  }
}
