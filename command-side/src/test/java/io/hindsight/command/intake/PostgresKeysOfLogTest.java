package io.hindsight.command.intake;

import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.PostgresLogs;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a real PostgreSQL. */
class PostgresKeysOfLogTest extends KeysOfLogContract {
  @RegisterExtension static final PostgresLogs POSTGRES = new PostgresLogs();

  @Override
  LogSettings fresh() throws Exception {
    return POSTGRES.fresh();
  }
}
