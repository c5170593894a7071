package io.hindsight.readmodel.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** One connection with its prepared statements. For one thread at a time. */
final class Session implements AutoCloseable {
  private static final int STATEMENTS = 200;
  private static final int BUSY_MILLIS = 5_000;
  private static final int SHORT_BUSY_MILLIS = 200;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
          if (size() <= STATEMENTS) {
            return false;
          }
          closeQuietly(eldest.getValue());
          return true;
        }
      };

  private Session(Connection connection) {
    this.connection = connection;
  }

  static Session forWriting(Path file) throws SQLException {
    var config = config();
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-65536");
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    var session = new Session(config.createConnection("jdbc:sqlite:" + file));
    // Larger than the default: while a log is imported, checkpoints would otherwise come with
    // nearly every batch, and each of them syncs the file.
    session.execute("PRAGMA wal_autocheckpoint = 8000");
    session.connection.setAutoCommit(false);
    return session;
  }

  static Session forReading(Path file) throws SQLException {
    var config = config();
    config.setTransactionMode(TransactionMode.DEFERRED);
    config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-16384");
    var session = new Session(config.createConnection("jdbc:sqlite:" + file));
    session.execute("PRAGMA query_only = true");
    session.connection.setAutoCommit(false);
    return session;
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    // Rows and positions are one transaction and can be rebuilt from the log, so a power cut may
    // take the newest of them together; a killed process loses none.
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config;
  }

  PreparedStatement prepare(String sql) throws SQLException {
    var known = statements.get(sql);
    if (known != null) {
      return known;
    }
    var made = connection.prepareStatement(sql);
    statements.put(sql, made);
    return made;
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  /**
   * Writes the file anew, with nothing in it but its rows. Overwriting what is deleted is not
   * enough: a page keeps pieces of rows that were moved to another.
   *
   * @return whether all of it could be moved into the main file; a reader at work prevents it
   */
  boolean rewrite() throws SQLException {
    // One that is only prepared may count as being in progress, and then nothing is rewritten.
    forgetAll();
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      // In memory, the copy that it makes on the way would be as large as the file.
      statement.execute("PRAGMA temp_store = FILE");
      statement.execute("VACUUM");
      return emptyJournal(statement);
    } finally {
      execute("PRAGMA temp_store = MEMORY");
      connection.setAutoCommit(false);
    }
  }

  /**
   * Moves what was committed into the main file, and leaves nothing in the journal. All writers
   * wait for it, so it does not wait for long.
   *
   * @return whether all of it could be moved; a reader at work prevents it
   */
  boolean emptyJournal() throws SQLException {
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + SHORT_BUSY_MILLIS);
      return emptyJournal(statement);
    } finally {
      execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
      connection.setAutoCommit(false);
    }
  }

  private static boolean emptyJournal(Statement statement) throws SQLException {
    try (var row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      return row.next() && row.getInt(1) == 0;
    }
  }

  /** Statements over a table keep it from being dropped. */
  void forget(String table) {
    statements
        .entrySet()
        .removeIf(
            entry -> {
              boolean over = entry.getKey().contains(table);
              if (over) {
                closeQuietly(entry.getValue());
              }
              return over;
            });
  }

  private void forgetAll() {
    statements.values().forEach(Session::closeQuietly);
    statements.clear();
  }

  @Override
  public void close() throws SQLException {
    forgetAll();
    connection.close();
  }

  private static void closeQuietly(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      // It was only a cache entry; the connection reports what is really broken.
    }
  }
}
