package io.hindsight.command.log;

import org.junit.jupiter.api.extension.RegisterExtension;

/** On a real PostgreSQL. */
class PostgresLogTest extends ServerLogContract {
  @RegisterExtension static final PostgresLogs POSTGRES = new PostgresLogs();

  @Override
  LogSettings freshSettings() throws Exception {
    return POSTGRES.fresh();
  }
}
