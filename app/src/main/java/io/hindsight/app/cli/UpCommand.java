package io.hindsight.app.cli;

import io.hindsight.app.launch.Launches;
import io.hindsight.app.launch.Preset;
import io.hindsight.app.launch.RunningServer;
import io.hindsight.app.launch.ServerLauncher;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      description = "Where the log and the views live (default: hindsight.data, or ./data).")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port to listen on, 0 for any free one (default: server.port, or 8080).")
  private @Nullable Integer port;

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
    Preset preset = Preset.of(settings);
    Path directory = (data == null ? preset.data() : data).toAbsolutePath().normalize();
    int wanted = port == null ? preset.port() : port;
    out.println("Data in " + directory);
    out.flush();
    try (RunningServer server = Launches.start(launcher, directory, wanted, settings)) {
      out.println("Listening on " + server.address());
      out.println("  " + server.address() + "/docs    the API, to read and to try");
      out.println("  Ctrl-C stops the server.");
      out.flush();
      server.awaitStop();
    }
    return 0;
  }
}
