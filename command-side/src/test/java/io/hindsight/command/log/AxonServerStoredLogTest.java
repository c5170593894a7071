package io.hindsight.command.log;

import org.junit.jupiter.api.extension.ExtendWith;

/** On a real Axon Server, where one is named. */
@ExtendWith(TestAxonServer.class)
class AxonServerStoredLogTest extends StoredLogContract {
  @Override
  LogSettings freshSettings() throws Exception {
    return TestAxonServer.fresh();
  }
}
