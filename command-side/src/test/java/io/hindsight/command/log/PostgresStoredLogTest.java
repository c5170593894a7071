package io.hindsight.command.log;

import org.junit.jupiter.api.extension.RegisterExtension;

/** On a real PostgreSQL. */
class PostgresStoredLogTest extends StoredLogContract {
  @RegisterExtension static final PostgresLogs POSTGRES = new PostgresLogs();

  @Override
  LogSettings freshSettings() throws Exception {
    return POSTGRES.fresh();
  }
}
