package io.hindsight.app.launch;

import io.hindsight.app.client.CommandFailed;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A server that could not start for a reason that its user can mend. */
public final class ServerNotStarted extends CommandFailed {
  public ServerNotStarted(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }

  public static ServerNotStarted portTaken(int port, @Nullable Throwable cause) {
    return new ServerNotStarted(
        "port " + port + " is taken", "stop what uses it, or choose another with --port", cause);
  }

  public static ServerNotStarted dataLocked(Path data, @Nullable Throwable cause) {
    return new ServerNotStarted(
        "another server uses the data in " + data.toAbsolutePath(),
        "stop it, or choose another directory with --data",
        cause);
  }
}
