package io.hindsight.command.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hindsight.contracts.log.LogUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The connections to the log. One of them writes: both engines serialize appends anyway, SQLite by
 * its file and PostgreSQL by our advisory lock. The others read, so that no reader ever waits for
 * an append.
 */
final class LogDatabase implements AutoCloseable {
  static final String EVENTS = "DomainEventEntry";

  /** Any number, as long as all that write to the log agree on it. */
  static final long APPEND_LOCK = 0x4869_6e64_7369_6768L;

  private static final String NAME = "the log's database";
  private static final int READERS = 6;

  /**
   * How long to wait for a connection to PostgreSQL: callers are better told that it is away than
   * kept waiting until they give up. Readers may also wait for one another.
   */
  private static final Duration WRITER_PATIENCE = Duration.ofSeconds(2);

  private static final Duration READER_PATIENCE = Duration.ofSeconds(5);

  /**
   * How long a statement of PostgreSQL may say nothing before its connection is given up. A search
   * through a long log says nothing until it finds something.
   */
  private static final Duration WRITER_SILENCE = Duration.ofSeconds(15);

  private static final Duration READER_SILENCE = Duration.ofSeconds(60);

  private static final String COLUMNS =
      """
      (%saggregateIdentifier VARCHAR(255) NOT NULL, sequenceNumber BIGINT NOT NULL, \
      type VARCHAR(255), eventIdentifier VARCHAR(255) NOT NULL, metaData %s, payload %s NOT NULL, \
      payloadRevision VARCHAR(255), payloadType VARCHAR(255) NOT NULL, \
      timeStamp VARCHAR(255) NOT NULL, %s (aggregateIdentifier, sequenceNumber))""";

  private final LogSettings.Jdbc settings;
  private final HikariDataSource writer;
  private final HikariDataSource readers;
  private final GuardedSource guardedWriter;
  private final GuardedSource guardedReaders;

  private LogDatabase(
      LogSettings.Jdbc settings, HikariDataSource writer, HikariDataSource readers) {
    this.settings = settings;
    this.writer = writer;
    this.readers = readers;
    this.guardedWriter = new GuardedSource(NAME, writer);
    this.guardedReaders = new GuardedSource(NAME, readers);
  }

  static LogDatabase open(LogSettings.Jdbc settings) {
    try {
      if (settings instanceof LogSettings.Sqlite(var file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      HikariDataSource writer = new HikariDataSource(pool(settings, "log-writer", 1, false));
      try {
        createTables(settings, writer);
        return new LogDatabase(
            settings, writer, new HikariDataSource(pool(settings, "log-readers", READERS, true)));
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (IOException | SQLException | RuntimeException e) {
      throw new LogUnavailable("cannot open the log at " + settings, e);
    }
  }

  DataSource writer() {
    return guardedWriter;
  }

  DataSource readers() {
    return guardedReaders;
  }

  /** Whether it could not be reached when it was last read, which followers do all the time. */
  boolean isAway() {
    return guardedReaders.isAway();
  }

  boolean isPostgres() {
    return settings instanceof LogSettings.Postgres;
  }

  /**
   * SQLite and PostgreSQL say "there already" in different ways, and neither in the code that
   * Axon's own resolver looks for.
   */
  static PersistenceExceptionResolver duplicates() {
    return exception -> {
      for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql && isConstraintViolation(sql)) {
          return true;
        }
      }
      return false;
    };
  }

  private static boolean isConstraintViolation(SQLException exception) {
    for (SQLException next = exception; next != null; next = next.getNextException()) {
      String state = next.getSQLState();
      if ((state != null && state.startsWith("23"))
          || (next instanceof org.sqlite.SQLiteException && (next.getErrorCode() & 0xff) == 19)) {
        return true;
      }
    }
    return false;
  }

  private static HikariConfig pool(
      LogSettings.Jdbc settings, String name, int size, boolean readOnly) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    switch (settings) {
      case LogSettings.Sqlite sqlite -> {
        config.setDataSource(sqlite(sqlite, readOnly));
        config.setMaxLifetime(0);
        if (readOnly) {
          config.setConnectionInitSql("PRAGMA query_only = ON");
        }
      }
      case LogSettings.Postgres postgres -> {
        config.setJdbcUrl(postgres.url());
        config.setUsername(postgres.user());
        config.setPassword(postgres.password());
        config.setReadOnly(readOnly);
        config.setConnectionTimeout((readOnly ? READER_PATIENCE : WRITER_PATIENCE).toMillis());
        config.setValidationTimeout(WRITER_PATIENCE.toMillis() / 2);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        Duration silence = readOnly ? READER_SILENCE : WRITER_SILENCE;
        config.addDataSourceProperty("socketTimeout", Long.toString(silence.toSeconds()));
      }
    }
    return config;
  }

  private static SQLiteDataSource sqlite(LogSettings.Sqlite settings, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // FULL: what was answered is on the disk, not only in the operating system's memory.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(5_000);
    config.setCacheSize(-16_000);
    if (!readOnly) {
      // A deferred transaction that reads first and writes later fails at once when another one
      // wrote in between; the busy timeout does not help there.
      config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    }
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + settings.file());
    return source;
  }

  private static void createTables(LogSettings.Jdbc settings, HikariDataSource writer)
      throws SQLException {
    boolean postgres = settings instanceof LogSettings.Postgres;
    String bytes = postgres ? "BYTEA" : "BLOB";
    String index =
        "globalIndex "
            + (postgres ? "BIGSERIAL PRIMARY KEY" : "INTEGER PRIMARY KEY AUTOINCREMENT")
            + " CHECK (globalIndex > 0), ";
    try (Connection connection = writer.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (postgres) {
        // Two nodes that start at once would both try to create, and one would fail.
        statement.execute("SELECT pg_advisory_xact_lock(" + APPEND_LOCK + ")");
      }
      // No unique index on eventIdentifier: nobody looks events up by it, and (stream, sequence)
      // tells duplicates apart. A second index over random keys would cost every append.
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + EVENTS
              + COLUMNS.formatted(index, bytes, bytes, "UNIQUE"));
      statement.execute(
          "CREATE TABLE IF NOT EXISTS SnapshotEventEntry "
              + COLUMNS.formatted("", bytes, bytes, "PRIMARY KEY"));
      statement.execute(
          "CREATE TABLE IF NOT EXISTS log_identity"
              + " (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), id VARCHAR(255) NOT NULL)");
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
