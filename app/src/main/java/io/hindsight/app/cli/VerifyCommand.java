package io.hindsight.app.cli;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.ApiRefusal;
import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.client.Patience;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    name = "verify",
    description =
        "Build views again from the log, beside the live ones, and compare them row by row; ends"
            + " with 0 where none differs. The server goes on answering.",
    footer = {
      "",
      "A view that differs is left as it is, and the rebuilt one is kept beside it:",
      "--switch lets it take over, --discard lets it go. Interrupting this command stops",
      "nothing; the same command again goes on watching."
    },
    sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
  private static final Patience PATIENCE =
      new Patience(5, Duration.ofMillis(200), Duration.ofSeconds(2));
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Set<String> OVER = Set.of("identical", "different", "failed", "paused");
  private static final int SHOWN = 20;

  @Parameters(paramLabel = "VIEW", arity = "0..*", description = "Which ones (default: all).")
  private List<String> views = new ArrayList<>();

  @Option(names = "--switch", description = "Where a view differs, let the rebuilt one take over.")
  private boolean switchTo;

  @Option(names = "--discard", description = "Where a view differs, let the rebuilt one go.")
  private boolean discard;

  @Option(
      names = "--auditor",
      paramLabel = "NAME",
      description = "Who asks: the log keeps it where rows are shown. Some servers want to know.")
  private @Nullable String auditor;

  @Mixin private ServerAddress server = new ServerAddress();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (switchTo && discard) {
      throw new CommandFailed("--switch and --discard exclude each other", "give one of them");
    }
    try (ApiClient api = new ApiClient(server.url(), PATIENCE)) {
      api.requireServer();
      Set<String> wanted = new TreeSet<>(views.isEmpty() ? all(api) : views);
      wanted.forEach(view -> start(api, view));
      boolean identical = true;
      for (JsonNode outcome : watch(api, wanted).values()) {
        print(outcome);
        boolean right = outcome.path("status").asString("").equals("identical");
        identical &= right;
        if (!right) {
          decide(api, outcome);
        }
      }
      return identical ? 0 : 1;
    }
  }

  private static List<String> all(ApiClient api) {
    List<String> names = new ArrayList<>();
    api.get("/v1/views").path("views").forEach(view -> names.add(view.path("name").asString("")));
    return names;
  }

  private static String path(String view) {
    return "/v1/audit/projections/" + view;
  }

  /** One that is under way is watched, and one that found differences is told again. */
  private static void start(ApiClient api, String view) {
    try {
      api.post(path(view) + "/verify", Map.of());
    } catch (ApiRefusal e) {
      if (!e.code().equals("rebuild-underway")) {
        throw e;
      }
    }
  }

  private Map<String, JsonNode> watch(ApiClient api, Set<String> wanted)
      throws InterruptedException {
    Map<String, JsonNode> outcomes = new LinkedHashMap<>();
    PrintWriter out = spec.commandLine().getOut();
    String shown = "";
    Map<String, String> asked = auditor == null ? Map.of() : Map.of("Hindsight-Auditor", auditor);
    while (outcomes.size() < wanted.size()) {
      List<String> underway = new ArrayList<>();
      for (String view : wanted) {
        if (!outcomes.containsKey(view)) {
          JsonNode now = api.get(path(view) + "/verification", asked);
          if (OVER.contains(now.path("status").asString(""))) {
            outcomes.put(view, now);
          } else {
            underway.add(progress(now));
          }
        }
      }
      String line = String.join(", ", underway);
      if (!line.equals(shown) && !line.isEmpty()) {
        out.println(line);
        out.flush();
        shown = line;
      }
      if (!underway.isEmpty()) {
        Thread.sleep(LOOK_AGAIN);
      }
    }
    return outcomes;
  }

  private static String progress(JsonNode now) {
    long live = Math.max(1, now.path("live").asLong(0));
    return "%s %s %d %%"
        .formatted(
            now.path("projection").asString(""),
            now.path("status").asString(""),
            Math.min(100, now.path("position").asLong(0) * 100 / live));
  }

  private void print(JsonNode outcome) {
    PrintWriter out = spec.commandLine().getOut();
    long differences = outcome.path("differences").asLong(0);
    out.printf(
        "%s: %s at position %,d%s%n",
        outcome.path("projection").asString(""),
        outcome.path("status").asString(""),
        outcome.path("position").asLong(0),
        differences == 0 ? "" : ", %,d rows differ".formatted(differences));
    if (outcome.hasNonNull("problem")) {
      out.println("  " + outcome.get("problem").asString());
    }
    int rows = 0;
    for (JsonNode row : outcome.path("rows")) {
      if (rows++ < SHOWN) {
        out.printf(
            "  %s (%s): %s%n",
            row.path("key").asString(""),
            row.path("what").asString(""),
            row.path("text").asString(""));
        out.println("    live:    " + row.path("live"));
        out.println("    rebuilt: " + row.path("rebuilt"));
      }
    }
  }

  private void decide(ApiClient api, JsonNode outcome) {
    PrintWriter out = spec.commandLine().getOut();
    String view = outcome.path("projection").asString("");
    if (!outcome.path("status").asString("").equals("different")) {
      return;
    }
    if (switchTo) {
      api.post(path(view) + "/verification/switch", Map.of());
      out.println("  The rebuilt " + view + " takes over.");
    } else if (discard) {
      api.delete(path(view) + "/verification");
      out.println("  The rebuilt " + view + " is let go.");
    } else {
      out.println("  To let the rebuilt one take over: ./hindsight verify --switch " + view);
    }
  }
}
