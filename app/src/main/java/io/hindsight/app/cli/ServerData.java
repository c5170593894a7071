package io.hindsight.app.cli;

import io.hindsight.app.launch.Preset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server's data a command works on, without the server. */
final class ServerData {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The server's data (default: hindsight.data, or ./data).")
  private @Nullable Path data;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting that the server is started with. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  Preset preset() {
    return Preset.of(settings);
  }

  Path directory(Preset preset) {
    return (data == null ? preset.data() : data).toAbsolutePath().normalize();
  }
}
