package io.hindsight.command.keys;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hindsight.command.keys.MonthTable.MonthRow;
import io.hindsight.contracts.ids.SubjectId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The rows of keys.db. One writer at a time, queued in Java and fairly, so that SQLite's own busy
 * waiting, which pins its thread, is never reached.
 */
final class KeyDatabase implements AutoCloseable {
  private static final int READERS = 4;
  private static final int CHECKPOINT_ATTEMPTS = 50;
  private static final int PAGE = 1_000;

  private final ReentrantLock writing = new ReentrantLock(true);
  private final Connection writer;
  private final HikariDataSource readers;

  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;
  }

  KeyDatabase(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(5_000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    try {
      writer = source.getConnection();
      try (Statement statement = writer.createStatement()) {
        statement.execute("PRAGMA secure_delete = ON");
        statement.execute(
            "CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value BLOB NOT NULL)");
        statement.execute(
            "CREATE TABLE IF NOT EXISTS subject (subject TEXT PRIMARY KEY, lookup BLOB NOT NULL"
                + " UNIQUE, wrapped_key BLOB NOT NULL, sealed_user BLOB NOT NULL) WITHOUT ROWID");
        MonthTable.create(statement);
      }
      writer.setAutoCommit(false);
    } catch (SQLException e) {
      throw new KeyStoreRefused("cannot open the store of keys " + file, e);
    }
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("keys");
    pool.setDataSource(source);
    pool.setMaximumPoolSize(READERS);
    pool.setMinimumIdle(1);
    pool.setConnectionInitSql("PRAGMA query_only = ON");
    readers = new HikariDataSource(pool);
  }

  /** Stores the value where there is none, and answers with the one that is there then. */
  byte[] setting(String name, byte[] initial) {
    return write(
        connection -> {
          SettingTable.setIfAbsent(connection, name, initial);
          return Objects.requireNonNull(SettingTable.get(connection, name));
        });
  }

  /** The value that is stored under a name. */
  byte @Nullable [] setting(String name) {
    return this.<byte @Nullable []>read(connection -> SettingTable.get(connection, name));
  }

  void set(String name, byte[] value) {
    write(connection -> SettingTable.set(connection, name, value));
  }

  /** Rows in the order of their subjects, after one of them; null: from the first. */
  List<SubjectRow> page(@Nullable SubjectId after, int limit) {
    return read(connection -> SubjectTable.page(connection, after, limit));
  }

  /**
   * Replaces look-up and wrapped key of every subject, wrapped keys of months, and the check, all
   * or none; then overwrites what was there in file and journal.
   *
   * @return how many subjects there are
   */
  long rewrite(
      UnaryOperator<SubjectRow> change,
      UnaryOperator<MonthRow> months,
      String check,
      byte[] newCheck) {
    long rows =
        write(
            connection -> {
              long changed = 0;
              SubjectId after = null;
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE subject SET lookup = ?, wrapped_key = ? WHERE subject = ?")) {
                List<SubjectRow> page = SubjectTable.page(connection, after, PAGE);
                while (!page.isEmpty()) {
                  for (SubjectRow row : page) {
                    SubjectRow changedRow = change.apply(row);
                    update.setBytes(1, changedRow.lookup());
                    update.setBytes(2, changedRow.wrappedKey());
                    update.setString(3, row.subject().value());
                    update.addBatch();
                  }
                  update.executeBatch();
                  changed += page.size();
                  after = page.getLast().subject();
                  page = SubjectTable.page(connection, after, PAGE);
                }
              }
              MonthTable.overwrite(connection, MonthTable.all(connection), months);
              SettingTable.set(connection, check, newCheck);
              return changed;
            });
    truncateJournal();
    return rows;
  }

  List<SubjectRow> byLookup(List<byte[]> lookups) {
    return read(connection -> SubjectTable.select(connection, lookups));
  }

  @Nullable SubjectRow bySubject(SubjectId subject) {
    return this.<@Nullable SubjectRow>read(connection -> SubjectTable.select(connection, subject));
  }

  /**
   * Adds rows and answers with what is stored under their look-ups afterwards: another caller may
   * have been first.
   */
  List<SubjectRow> add(List<SubjectRow> rows) {
    return write(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT OR IGNORE INTO subject VALUES (?, ?, ?, ?)")) {
            for (SubjectRow row : rows) {
              insert.setString(1, row.subject().value());
              insert.setBytes(2, row.lookup());
              insert.setBytes(3, row.wrappedKey());
              insert.setBytes(4, row.sealedUser());
              insert.addBatch();
            }
            insert.executeBatch();
          }
          return SubjectTable.select(connection, rows.stream().map(SubjectRow::lookup).toList());
        });
  }

  /** Removes a row, also from the slack of the file and from its journal. */
  void remove(SubjectId subject) {
    overwrite(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM subject WHERE subject = ?")) {
            delete.setString(1, subject.value());
            return delete.executeUpdate();
          }
        });
  }

  /** Writes, and leaves nothing in the journal of what was there before. */
  void overwrite(Work<Integer> work) {
    writing.lock();
    try {
      write(work);
      truncateJournal();
    } finally {
      writing.unlock();
    }
  }

  private void truncateJournal() {
    try {
      writer.setAutoCommit(true);
      try (Statement statement = writer.createStatement()) {
        for (int attempt = 0; attempt < CHECKPOINT_ATTEMPTS; attempt++) {
          try (ResultSet outcome = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (outcome.next() && outcome.getInt(1) == 0) {
              return;
            }
          }
        }
      } finally {
        writer.setAutoCommit(false);
      }
      throw new IllegalStateException(
          "a key is destroyed, but keys.db-wal could not be truncated: destroy it again");
    } catch (SQLException e) {
      throw new IllegalStateException("cannot truncate the journal of keys.db", e);
    }
  }

  <T extends @Nullable Object> T read(Work<T> work) {
    try (Connection connection = readers.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the store of keys", e);
    }
  }

  <T extends @Nullable Object> T write(Work<T> work) {
    writing.lock();
    try {
      T result = work.on(writer);
      writer.commit();
      return result;
    } catch (SQLException e) {
      rollBack(e);
      throw new IllegalStateException("cannot write the store of keys", e);
    } finally {
      writing.unlock();
    }
  }

  private void rollBack(SQLException cause) {
    try {
      writer.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    readers.close();
    writing.lock();
    try {
      writer.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close the store of keys", e);
    } finally {
      writing.unlock();
    }
  }
}
