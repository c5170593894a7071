package io.hindsight.command.intake;

import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.TestAxonServer;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a real Axon Server, where one is named. */
@ExtendWith(TestAxonServer.class)
class AxonServerKeysOfLogTest extends KeysOfLogContract {
  @Override
  LogSettings fresh() throws Exception {
    return TestAxonServer.fresh();
  }
}
