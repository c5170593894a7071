package io.hindsight.command.intake;

import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.PostgresLogs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On a real PostgreSQL. */
class PostgresKeysOfLogTest extends KeysOfLogContract {
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
  LogSettings fresh() throws Exception {
    return postgres.fresh();
  }
}
