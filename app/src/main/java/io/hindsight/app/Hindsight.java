package io.hindsight.app;

import io.hindsight.app.cli.CommandLineInterface;
import io.hindsight.app.launch.RunningServer;
import io.hindsight.app.launch.ServerLauncher;
import io.hindsight.app.launch.ServerNotStarted;
import java.nio.file.Path;
import java.util.Map;

/** Where everything begins. */
public final class Hindsight {
  private Hindsight() {}

  public static void main(String[] args) {
    System.exit(CommandLineInterface.run(launcher(), args));
  }

  private static ServerLauncher launcher() {
    return Hindsight::notWired;
  }

  private static RunningServer notWired(Path data, int port, Map<String, String> settings) {
    throw new ServerNotStarted("this build has no server yet", "build a later one", null);
  }
}
