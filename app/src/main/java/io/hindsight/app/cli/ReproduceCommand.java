package io.hindsight.app.cli;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.client.Patience;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
    name = "reproduce",
    description =
        "Compute a list that was served again, from the log and its checkpoints; ends with 0 where"
            + " it comes out the same to the bit.",
    sortOptions = false)
final class ReproduceCommand implements Callable<Integer> {
  private static final Patience ONCE = new Patience(1, Duration.ofMillis(1), Duration.ofMillis(1));

  @Parameters(paramLabel = "ID", description = "The recommendationId that the list came with.")
  private String id = "";

  @Option(
      names = "--auditor",
      paramLabel = "NAME",
      description = "Who asks: the log keeps it. Some servers want to know.")
  private @Nullable String auditor;

  @Mixin private ServerAddress server = new ServerAddress();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (id.isBlank()) {
      throw new CommandFailed("no id was given", "give the recommendationId of a list");
    }
    try (ApiClient api = new ApiClient(server.url(), ONCE)) {
      api.requireServer();
      JsonNode answer =
          api.post(
              "/v1/audit/recommendations/"
                  + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20")
                  + "/reproduce",
              Map.of(),
              auditor == null ? Map.of() : Map.of("Hindsight-Auditor", auditor));
      print(answer);
      return answer.path("result").asString("").equals("identical") ? 0 : 1;
    }
  }

  private void print(JsonNode answer) {
    PrintWriter out = spec.commandLine().getOut();
    String result = answer.path("result").asString("");
    out.println(
        result.equals("identical")
            ? "identical: the same items, in the same order, with the same bits in every score"
            : result + ": " + answer.path("why").asString(""));
    for (JsonNode difference : answer.path("differences")) {
      out.println("  " + difference.asString());
    }
    if (answer.hasNonNull("remedy")) {
      out.println(answer.get("remedy").asString());
    }
    JsonNode cost = answer.path("cost");
    if (cost.isObject()) {
      out.printf(
          "%,d events folded from position %,d, %,d ms%n",
          cost.path("events").asLong(0),
          cost.path("fromPosition").asLong(0),
          cost.path("milliseconds").asLong(0));
    }
  }
}
