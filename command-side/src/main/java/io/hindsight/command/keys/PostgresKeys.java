package io.hindsight.command.keys;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hindsight.command.log.GuardedSource;
import io.hindsight.command.log.Outages;
import io.hindsight.contracts.subjects.KeysUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the store in a schema of a PostgreSQL that several servers share. It keeps rows that
 * were deleted in its pages and in its write-ahead log for a while; what they hold is wrapped by
 * the master key, which is not there.
 */
final class PostgresKeys extends KeyDatabase {
  static final String SCHEMA = "hindsight_keys";
  private static final int CONNECTIONS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How long a statement may say nothing before its connection is given up. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** Any numbers, as long as all servers agree on them. */
  private static final long TABLES_LOCK = 0x4869_6e64_6b65_7973L;

  private static final long MONTHS_LOCK = TABLES_LOCK + 1;

  private final HikariDataSource pool;
  private final GuardedSource connections;

  PostgresKeys(KeySettings.Postgres settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("keys");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setValidationTimeout(PATIENCE.toMillis() / 3);
    config.setSchema(SCHEMA);
    config.addDataSourceProperty("socketTimeout", Long.toString(SILENCE.toSeconds()));
    try {
      pool = new HikariDataSource(config);
      connections = new GuardedSource("the store of keys", pool);
    } catch (RuntimeException e) {
      throw new KeyStoreRefused(
          "cannot reach the store of keys at "
              + settings
              + "; check that it runs, and hindsight.postgresql.* or hindsight.keys.postgresql.*",
          e);
    }
    try (Connection connection = connections.getConnection()) {
      createTables(connection);
    } catch (SQLException e) {
      pool.close();
      throw new KeyStoreRefused("cannot open the store of keys at " + settings, e);
    }
  }

  private static void createTables(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // Two servers that start at once would both try to create, and one would fail.
      statement.execute("SELECT pg_advisory_xact_lock(" + TABLES_LOCK + ")");
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
      statement.execute(
          "CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value BYTEA NOT NULL)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS subject (subject TEXT COLLATE \"C\" PRIMARY KEY,"
              + " lookup BYTEA NOT NULL UNIQUE, wrapped_key BYTEA NOT NULL,"
              + " sealed_user BYTEA NOT NULL)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS month_key (id BIGSERIAL PRIMARY KEY, type TEXT NOT NULL,"
              + " month TEXT NOT NULL, wrapped_key BYTEA NOT NULL, UNIQUE (type, month))");
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  @Override
  boolean isShared() {
    return true;
  }

  @Override
  boolean isAway() {
    return connections.isAway();
  }

  @Override
  void lockMonths(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + MONTHS_LOCK + ")");
    }
  }

  @Override
  <T extends @Nullable Object> T read(Work<T> work) {
    try (Connection connection = connections.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw failure("read", e);
    }
  }

  /** A database may be set to answer commits before they are on disk: ours wait. */
  @Override
  <T extends @Nullable Object> T write(Work<T> work) {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "SELECT set_config('synchronous_commit', COALESCE(NULLIF("
                + "current_setting('synchronous_commit'), 'off'), 'on'), true)");
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw failure("write", e);
    }
  }

  private static RuntimeException failure(String attempted, SQLException cause) {
    return Outages.isOutage(cause)
        ? new KeysUnavailable("the store of keys is away", cause)
        : new IllegalStateException("cannot " + attempted + " the store of keys", cause);
  }

  /** What it keeps of old rows it overwrites in its own time: it cannot be told to. */
  @Override
  <T extends @Nullable Object> T overwrite(Work<T> work) {
    return write(work);
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
