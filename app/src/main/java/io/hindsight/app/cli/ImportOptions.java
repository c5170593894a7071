package io.hindsight.app.cli;

import io.hindsight.app.importing.ImportStates;
import io.hindsight.app.importing.Progress;
import io.hindsight.app.importing.ProgressBars;
import java.io.Console;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all imports have in common. */
final class ImportOptions {
  @Mixin private ServerAddress server = new ServerAddress();

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
    return server.url();
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
