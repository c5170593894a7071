package io.hindsight.command.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool that refuses at once while its database is known to be away: only one caller at a time
 * still waits for a connection, and finds out when it is back. Otherwise all of them would, the
 * committer among them, and everybody's answer would come too late.
 */
final class PromptSource extends DelegatingDataSource {
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean away;

  PromptSource(DataSource pool) {
    super(pool);
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (!away) {
      return connect();
    }
    if (!asking.compareAndSet(false, true)) {
      throw new SQLTransientConnectionException("the database is away");
    }
    try {
      return connect();
    } finally {
      asking.set(false);
    }
  }

  private Connection connect() throws SQLException {
    try {
      Connection connection = super.getConnection();
      away = false;
      return connection;
    } catch (SQLTransientConnectionException e) {
      // The pool names a cause where none could be made, and none where all are in use.
      away = away || e.getCause() != null;
      throw e;
    }
  }
}
