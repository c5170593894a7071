package io.hindsight.app.cli;

import io.hindsight.app.client.CommandFailed;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which server a command speaks to. */
public final class ServerAddress {
  @Option(
      names = "--url",
      defaultValue = "http://localhost:8080",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI url = URI.create("http://localhost:8080");

  public URI url() {
    if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http")) {
      throw new CommandFailed(
          url + " is not the address of a server", "give one such as http://localhost:8080");
    }
    return url;
  }
}
