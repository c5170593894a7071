package io.hindsight.benchmarks.support;

import io.hindsight.app.client.Trainings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** Puts ratings into a server that is to be measured with something in it. */
public final class Fill {
  private Fill() {}

  public static void with(Server server, Ratings ratings) throws InterruptedException {
    server.api().postLines("/v1/items", ratings.catalog());
    List<byte[]> requests = ratings.requests(5_000);
    AtomicInteger next = new AtomicInteger();
    Load.closedLoop(
        server.address(),
        2,
        0,
        (wire, connection) -> {
          int mine = next.getAndIncrement();
          if (mine >= requests.size()) {
            return false;
          }
          Load.expect(
              202, wire.post("/v1/interactions", "application/x-ndjson", requests.get(mine)));
          return true;
        });
    server.awaitCaughtUp();
  }

  public static void train(Server server) throws InterruptedException {
    Trainings.Outcome outcome = new Trainings(server.api(), Duration.ofHours(1)).train("item-knn");
    if (!(outcome instanceof Trainings.Outcome.Active)) {
      throw new IllegalStateException("no model: " + outcome);
    }
    server.awaitCaughtUp();
  }

  /** The items of a list, best first. */
  public static List<String> items(Wire.Answer answer) {
    return JsonMapper.shared()
        .readTree(new String(Load.expect(200, answer).body(), StandardCharsets.UTF_8))
        .path("items")
        .valueStream()
        .map(item -> item.path("itemId").asString())
        .toList();
  }
}
