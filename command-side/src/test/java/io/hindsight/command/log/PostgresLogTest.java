package io.hindsight.command.log;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On a real PostgreSQL. */
class PostgresLogTest extends ServerLogContract {
  private static PostgresLogs postgres;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = new PostgresLogs();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @Override
  LogSettings freshSettings() throws Exception {
    return postgres.fresh();
  }
}
