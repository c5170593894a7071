package io.hindsight.app.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For scripts and containers, which may have no curl. */
@Command(name = "health", description = "Ask a server how it is; ends with 0 where it is well.")
final class HealthCommand implements Callable<Integer> {
  @Mixin private ServerAddress server = new ServerAddress();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    URI url = server.url();
    Duration limit = Duration.ofSeconds(5);
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(limit).build()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(url.resolve("/actuator/health")).timeout(limit).build(),
              HttpResponse.BodyHandlers.ofString());
      spec.commandLine().getOut().println(answer.body());
      return answer.statusCode() == 200 ? 0 : 1;
    } catch (IOException e) {
      spec.commandLine().getErr().println("hindsight: no server answers at " + url + ".");
      return 1;
    }
  }
}
