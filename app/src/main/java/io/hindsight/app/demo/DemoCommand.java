package io.hindsight.app.demo;

import io.hindsight.app.client.ApiClient;
import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.client.Patience;
import io.hindsight.app.client.Trainings;
import io.hindsight.app.launch.DataDirectories;
import io.hindsight.app.launch.Launches;
import io.hindsight.app.launch.RunningServer;
import io.hindsight.app.launch.ServerLauncher;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From nothing to somebody's recommendations, through the same API that any client uses. */
@Command(
    name = "demo",
    description = "Start a server, feed it a generated shop, show somebody's recommendations.",
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  private static final int USUAL_PORT = 8080;

  private final ServerLauncher launcher;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the data here (default: a directory that is deleted at the end).")
  private @Nullable Path data;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port to listen on (default: 8080, or any free one if that is taken).")
  private @Nullable Integer port;

  @Option(names = "--people", defaultValue = "400", description = "Default: ${DEFAULT-VALUE}.")
  private int people = 400;

  @Option(names = "--items", defaultValue = "600", description = "Default: ${DEFAULT-VALUE}.")
  private int items = 600;

  @Option(names = "--weeks", defaultValue = "6", description = "Default: ${DEFAULT-VALUE}.")
  private int weeks = 6;

  @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(
      names = "--exit",
      description = "Stop at the end. Without it the server goes on, if a terminal is attached.")
  private boolean exit;

  @Spec private CommandSpec spec = CommandSpec.create();

  public DemoCommand(ServerLauncher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean temporary = data == null;
    Path directory = data == null ? Files.createTempDirectory("hindsight-demo-") : data;
    int wanted = port != null ? port : Launches.isFree(USUAL_PORT) ? USUAL_PORT : 0;
    say("Starting a server, its data in %s", directory.toAbsolutePath());
    RunningServer server;
    try {
      server = Launches.start(launcher, directory, wanted, Map.of());
    } catch (RuntimeException e) {
      if (temporary) {
        DataDirectories.delete(directory);
      }
      throw e;
    }
    Runnable cleanUp =
        () -> {
          server.close();
          if (temporary) {
            DataDirectories.delete(directory);
          }
        };
    Thread atExit = new Thread(cleanUp, "demo-clean-up");
    Runtime.getRuntime().addShutdownHook(atExit);
    try (ApiClient api = new ApiClient(server.address(), Patience.DEFAULT)) {
      play(api);
      if (!keepsServing()) {
        say(
            "%nThe server stops now%s; without --exit, in a terminal, it goes on.",
            temporary ? " and its data are deleted" : "");
      } else {
        say("%nThe server goes on. Ctrl-C stops it%s.", temporary ? " and deletes its data" : "");
        server.awaitStop();
      }
    } finally {
      cleanUp.run();
    }
    return 0;
  }

  private boolean keepsServing() {
    Console console = System.console();
    return !exit && console != null && console.isTerminal();
  }

  private void play(ApiClient api) throws InterruptedException {
    long began = System.nanoTime();
    Instant end = Instant.now().truncatedTo(ChronoUnit.HOURS);
    ShopGenerator shop = new ShopGenerator(seed, people, items, weeks, end);
    Feeder feeder = new Feeder(api);
    say("Feeding a generated shop (seed %d) through the HTTP API", seed);
    long count = feeder.feed("/v1/items", shop.items().iterator(), ShopItem::toJson);
    say("  %,9d items", count);
    count = feeder.feed("/v1/users", shop.people().iterator(), ShopPerson::toJson);
    say("  %,9d people", count);
    Map<String, Integer> activity = new HashMap<>();
    count =
        feeder.feed(
            "/v1/interactions",
            shop.interactions(),
            deed -> {
              activity.merge(deed.userId(), 1, Integer::sum);
              return deed.toJson();
            });
    say("  %,9d interactions over %d weeks", count, weeks);
    say("Training item neighbours on them");
    train(api);
    ShopPerson person = busiest(shop, activity);
    PrintWriter out = spec.commandLine().getOut();
    if (new Storefront(api, shop.items(), out).show(person, feeder.position()) == 0) {
      throw new CommandFailed("nothing was recommended", "this is a bug, please report it");
    }
    say("%nAll that took %.1f s. Where to look next:", (System.nanoTime() - began) / 1e9);
    lookNext(api.base() + "", person);
    out.flush();
  }

  private void train(ApiClient api) throws InterruptedException {
    switch (new Trainings(api, Duration.ofMinutes(2)).train("item-knn")) {
      case Trainings.Outcome.Active(int version) -> say("  version %d serves", version);
      case Trainings.Outcome.Failed(String reason) ->
          throw new CommandFailed(
              "the training failed: " + reason, "this is a bug, please report it");
      case Trainings.Outcome.StillRunning() ->
          say("  it still runs; what is popular serves so far");
    }
  }

  private static ShopPerson busiest(ShopGenerator shop, Map<String, Integer> activity) {
    return shop.people()
        .max(
            Comparator.<ShopPerson>comparingInt(p -> activity.getOrDefault(p.userId(), 0))
                .thenComparing(ShopPerson::userId))
        .orElseThrow();
  }

  private void lookNext(String base, ShopPerson person) {
    String user = base + "/v1/users/" + person.userId();
    say("  %s/docs            the API, to read and to try", base);
    say("  %s/openapi.json    the same for programs", base);
    say("  curl '%s/recommendations?n=5&diversity=0.5'", user);
    say("  curl '%s/history?limit=20'", user);
    say("  curl '%s/v1/trending?n=10'", base);
    say("  curl '%s/actuator/health'", base);
  }

  private void say(String format, Object... arguments) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, format + "%n", arguments);
    out.flush();
  }
}
