package io.hindsight.app.cli;

import io.hindsight.app.launch.Launches;
import io.hindsight.app.launch.RunningServer;
import io.hindsight.app.launch.ServerLauncher;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    description = "Start the server and keep it running until Ctrl-C.",
    sortOptions = false)
final class UpCommand implements Callable<Integer> {
  private final ServerLauncher launcher;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Where the log and the views live (default: ./${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of the server, as in application.yaml. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  UpCommand(ServerLauncher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path directory = data.toAbsolutePath().normalize();
    out.println("Data in " + directory);
    try (RunningServer server = Launches.start(launcher, directory, port, settings)) {
      out.println("Listening on " + server.address());
      out.println("  " + server.address() + "/docs    the API, to read and to try");
      out.println("  Ctrl-C stops the server.");
      out.flush();
      server.awaitStop();
    }
    return 0;
  }
}
