package io.hindsight.app.cli;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.ImportStates;
import io.hindsight.app.importing.Progress;
import io.hindsight.app.importing.ProgressBars;
import java.io.Console;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all imports have in common. */
final class ImportOptions {
  @Option(
      names = "--url",
      defaultValue = "http://localhost:8080",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI url = URI.create("http://localhost:8080");

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Rows in one request (default: ${DEFAULT-VALUE}).")
  private int batch = 5_000;

  @Option(names = "--no-train", description = "Do not have a model trained at the end.")
  private boolean noTrain;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Where it is noted how far imports came"
              + " (default: $XDG_STATE_HOME/hindsight/imports).")
  private @Nullable Path state;

  URI url() {
    if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http")) {
      throw new CommandFailed(
          url + " is not the address of a server", "give one such as http://localhost:8080");
    }
    return url;
  }

  int batch() {
    return batch;
  }

  boolean train() {
    return !noTrain;
  }

  ImportStates states() {
    return state == null
        ? ImportStates.ofUser(System.getenv("XDG_STATE_HOME"), System.getProperty("user.home"))
        : new ImportStates(state);
  }

  Progress.Factory progress() {
    Console console = System.console();
    return ProgressBars.to(System.err, console != null && console.isTerminal());
  }
}
