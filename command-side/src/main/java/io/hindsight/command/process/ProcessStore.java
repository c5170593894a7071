package io.hindsight.command.process;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hindsight.command.log.HindsightSerializer;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.LogTokens;
import io.hindsight.contracts.log.LogPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.GenericSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * process.db: what sagas remember, how far they have read, and when they want to be woken. A file
 * of its own, so that the log's single writer is never kept waiting by it.
 */
public final class ProcessStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessStore.class);

  private final HikariDataSource source;
  private final HindsightSerializer serializer;
  private final ConnectionProvider connections;
  private final TransactionManager transactions;

  private ProcessStore(HikariDataSource source, HindsightSerializer serializer) {
    this.source = source;
    this.serializer = serializer;
    this.connections = new SpringDataSourceConnectionProvider(source);
    this.transactions =
        new FairTransactionManager(
            new SpringTransactionManager(new DataSourceTransactionManager(source)));
  }

  /**
   * Opens the store that belongs to this log, and creates it where there is none.
   *
   * @throws ProcessStoreRefused where it belongs to another log, or has read further than the log
   *     goes: then the log was restored from an older copy
   */
  public static ProcessStore open(Path file, LogStore log) {
    HikariDataSource source = connect(file);
    try {
      ProcessStore store = new ProcessStore(source, log.serializer());
      try (Connection connection = source.getConnection()) {
        ProcessTables.create(connection);
        store.requireSame(connection, file, log.id());
        store.requireNotAhead(connection, file, log.head());
        rewrite(connection);
      }
      return store;
    } catch (SQLException e) {
      source.close();
      throw new IllegalStateException("cannot open " + file, e);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** Sagas and deadlines change in these, one at a time. */
  public TransactionManager transactions() {
    return transactions;
  }

  public TokenStore tokens() {
    return new SqliteTokenStore(connections, serializer);
  }

  public SagaStore<Object> sagas() {
    return JdbcSagaStore.builder()
        .connectionProvider(connections)
        .sqlSchema(new GenericSagaSqlSchema())
        .serializer(serializer)
        .build();
  }

  ConnectionProvider connections() {
    return connections;
  }

  HindsightSerializer serializer() {
    return serializer;
  }

  /** A small file; pages of a database keep pieces of rows that moved, whoever is erased. */
  private static void rewrite(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  @Override
  public void close() {
    try (Connection connection = source.getConnection()) {
      rewrite(connection);
    } catch (SQLException e) {
      LOG.warn("process.db was not rewritten; the next start does it", e);
    } finally {
      source.close();
    }
  }

  private static HikariDataSource connect(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new IllegalStateException("cannot create the directory of " + file, e);
    }
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // A power cut may lose the last transactions, whole: then sagas repeat them from the log.
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    sqlite.setBusyTimeout(5_000);
    sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    // The erasure of a person leaves no trace of its process.
    sqlite.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    SQLiteDataSource database = new SQLiteDataSource(sqlite);
    database.setUrl("jdbc:sqlite:" + file);
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("process");
    pool.setDataSource(database);
    pool.setMaximumPoolSize(2);
    pool.setMaxLifetime(0);
    try {
      return new HikariDataSource(pool);
    } catch (RuntimeException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new ProcessStoreRefused(
          "cannot open %s (%s): restore it, or move it away and let sagas start anew"
              .formatted(file, reason.getMessage()),
          e);
    }
  }

  private void requireSame(Connection connection, Path file, String logId) throws SQLException {
    try (PreparedStatement claim =
            connection.prepareStatement(
                "INSERT INTO Belonging (onlyOne, logId) VALUES (1, ?) ON CONFLICT DO NOTHING");
        Statement select = connection.createStatement()) {
      claim.setString(1, logId);
      claim.executeUpdate();
      try (ResultSet row = select.executeQuery("SELECT logId FROM Belonging")) {
        if (!row.next() || !logId.equals(row.getString(1))) {
          throw new ProcessStoreRefused(
              "%s belongs to another log than %s: bring the log that it belongs to, or move it away and let sagas start anew"
                  .formatted(file, logId));
        }
      }
    }
  }

  private void requireNotAhead(Connection connection, Path file, LogPosition head)
      throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                "SELECT processorName, token, tokenType FROM TokenEntry WHERE token IS NOT NULL")) {
      while (row.next()) {
        Object token =
            serializer.deserialize(
                new SimpleSerializedObject<>(
                    row.getBytes(2), byte[].class, row.getString(3), null));
        if (token instanceof TrackingToken tracking
            && !head.reaches(LogTokens.position(tracking))) {
          throw new ProcessStoreRefused(
              "%s has read up to %s for %s, but the log ends at %s: the log was restored from an older copy; restore this file from the same time, or move it away"
                  .formatted(file, LogTokens.position(tracking), row.getString(1), head));
        }
      }
    }
  }
}
