package io.hindsight.app.launch;

import java.nio.file.Path;
import java.util.Map;

/** Starts a server in this process. */
@FunctionalInterface
public interface ServerLauncher {

  /**
   * Returns once the server answers requests.
   *
   * @param data its directory, made where it does not exist
   * @param port 0: any free one
   * @param settings configuration beyond these, by property name
   * @throws ServerNotStarted for reasons that its user can mend
   */
  RunningServer start(Path data, int port, Map<String, String> settings);
}
