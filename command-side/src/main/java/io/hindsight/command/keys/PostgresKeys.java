package io.hindsight.command.keys;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.hindsight.command.log.GuardedSource;
import io.hindsight.command.log.Outages;
import io.hindsight.contracts.subjects.KeysUnavailable;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of the store in a schema of a PostgreSQL that several servers share. It keeps rows that
 * were deleted in its pages and in its write-ahead log for a while; what they hold is wrapped by
 * the master key, which is not there.
 */
final class PostgresKeys extends KeyDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresKeys.class);
  static final String SCHEMA = "hindsight_keys";
  private static final int CONNECTIONS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How long a statement may say nothing before its connection is given up. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** Any numbers, as long as all servers agree on them. */
  private static final long TABLES_LOCK = 0x4869_6e64_6b65_7973L;

  private static final long MONTHS_LOCK = TABLES_LOCK + 1;

  /** Shared by all who write, held alone by who puts another master key in place. */
  private static final long WRITERS_LOCK = TABLES_LOCK + 2;

  private static final String SERVER = "hindsight-keys";

  private final HikariDataSource pool;
  private final GuardedSource connections;
  private volatile byte @Nullable [] heeded;

  static PostgresKeys ofServer(KeySettings.Postgres settings) {
    return new PostgresKeys(settings, SERVER);
  }

  static PostgresKeys alone(KeySettings.Postgres settings) {
    PostgresKeys keys = new PostgresKeys(settings, SERVER + "-alone");
    try {
      keys.requireNoServer();
    } catch (RuntimeException e) {
      keys.close();
      throw e;
    }
    return keys;
  }

  /** Makes nothing, and is for nothing but reading. */
  static PostgresKeys forReading(KeySettings.Postgres settings) {
    return new PostgresKeys(settings, SERVER + "-copy", false);
  }

  private PostgresKeys(KeySettings.Postgres settings, String name) {
    this(settings, name, true);
  }

  private PostgresKeys(KeySettings.Postgres settings, String name, boolean makeTables) {
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
    config.addDataSourceProperty("ApplicationName", name);
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
    if (!makeTables) {
      return;
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

  boolean hasTables() {
    return this.<Boolean>read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery("SELECT to_regclass('" + SCHEMA + ".month_key')")) {
            return row.next() && row.getString(1) != null;
          }
        });
  }

  /** All that the work reads is as it was when it began. */
  <T extends @Nullable Object> T atOneMoment(Work<T> work) {
    return this.<T>read(
        connection -> {
          connection.setAutoCommit(false);
          connection.setReadOnly(true);
          connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
          try {
            return work.on(connection);
          } finally {
            connection.rollback();
          }
        });
  }

  private void requireNoServer() {
    long others =
        this.<Long>read(
            connection -> {
              try (PreparedStatement count =
                  connection.prepareStatement(
                      "SELECT count(*) FROM pg_stat_activity"
                          + " WHERE datname = current_database() AND application_name = ?")) {
                count.setString(1, SERVER);
                try (ResultSet row = count.executeQuery()) {
                  row.next();
                  return row.getLong(1);
                }
              }
            });
    if (others > 0) {
      throw new KeyStoreRefused(
          "servers use these keys, by " + others + " connections: stop all nodes first");
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
  void lockAll(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + WRITERS_LOCK + ")");
    }
  }

  @Override
  void heed(byte[] check) {
    heeded = check.clone();
  }

  private void requireHeeded(Connection connection) throws SQLException {
    byte[] wanted = heeded;
    if (wanted != null
        && !MessageDigest.isEqual(wanted, SettingTable.get(connection, KeyStore.CHECK))) {
      var refused =
          new KeyStoreRefused(
              "the store of keys hangs on another master key since this server started:"
                  + " configure that one and start again");
      LOG.error("nothing is written: {}", refused.getMessage());
      throw new KeysUnavailable("the store of keys hangs on another master key", refused);
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
            "SELECT pg_advisory_xact_lock_shared("
                + WRITERS_LOCK
                + "), set_config('synchronous_commit', COALESCE(NULLIF("
                + "current_setting('synchronous_commit'), 'off'), 'on'), true)");
        requireHeeded(connection);
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
