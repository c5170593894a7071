package io.hindsight.command.keys;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The rows of keys.db. One writer at a time, queued in Java and fairly, so that SQLite's own busy
 * waiting, which pins its thread, is never reached.
 */
final class SqliteKeys extends KeyDatabase {
  private static final int READERS = 4;
  private static final int CHECKPOINT_ATTEMPTS = 50;

  private final ReentrantLock writing = new ReentrantLock(true);
  private final Connection writer;
  private final HikariDataSource readers;

  SqliteKeys(Path file) {
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
        statement.execute(
            "CREATE TABLE IF NOT EXISTS month_key (id INTEGER PRIMARY KEY, type TEXT NOT NULL,"
                + " month TEXT NOT NULL, wrapped_key BLOB NOT NULL)");
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

  @Override
  boolean isShared() {
    return false;
  }

  @Override
  boolean isAway() {
    return false;
  }

  /** Its one process takes care of that itself. */
  @Override
  void lockMonths(Connection connection) {}

  @Override
  void lockAll(Connection connection) {}

  /** Nothing is rotated while its one process runs. */
  @Override
  void heed(byte[] check) {}

  /** Leaves nothing in the slack of the file and in its journal of what was there before. */
  @Override
  <T extends @Nullable Object> T overwrite(Work<T> work) {
    writing.lock();
    try {
      T result = write(work);
      truncateJournal();
      return result;
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

  @Override
  <T extends @Nullable Object> T read(Work<T> work) {
    try (Connection connection = readers.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the store of keys", e);
    }
  }

  @Override
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
