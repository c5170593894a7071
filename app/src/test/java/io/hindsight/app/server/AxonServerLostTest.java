package io.hindsight.app.server;

import io.hindsight.app.support.AnyAxonServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** With the log on a real Axon Server on this machine, where one is named. */
@Timeout(600)
@ExtendWith(AnyAxonServer.class)
class AxonServerLostTest extends LostServersContract {
  private static final String ADDRESS = "hindsight.axon-server.address";

  @Override
  FreshLog freshLog() throws Exception {
    Map<String, String> direct = AnyAxonServer.freshLog();
    int port = Integer.parseInt(direct.get(ADDRESS).replaceFirst(".*:", ""));
    return new FreshLog(
        port,
        cable -> {
          Map<String, String> settings = new HashMap<>(direct);
          settings.put(ADDRESS, "localhost:" + cable);
          return settings;
        });
  }
}
