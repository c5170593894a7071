package io.hindsight.app.server;

import static io.hindsight.app.server.TestServer.awaiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.reproduction.Comparison;
import io.hindsight.query.reproduction.Reproduction;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What a person just did counts at once, also while the history view cannot follow. Nobody is asked
 * for twice, so nobody is in memory.
 */
class HeldHistoryTest {
  private static final String CHECKPOINTS_OFTEN = "--hindsight.serving.checkpoint-events=10";

  @TempDir Path data;

  private static Answer did(TestServer server, String user, String item) {
    Answer answer =
        server.post(
            "/v1/interactions",
            "{\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"like\"}".formatted(user, item));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return answer;
  }

  private static String idOf(Answer recorded) {
    return recorded.body().get("interactionIds").get(0).asString();
  }

  private static long takeBack(TestServer server, String id) {
    Answer answer = server.delete("/v1/interactions/" + id);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return answer.position();
  }

  /** What the list's reasons lean on, once it has been made from as much as the position says. */
  private static Set<String> basisOf(TestServer server, String user, long position) {
    Answer answer = server.get("/v1/users/" + user + "/recommendations?n=10");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(answer.body().get("positions").get("person").asLong())
        .isGreaterThanOrEqualTo(position);
    Set<String> items = new TreeSet<>();
    for (JsonNode item : answer.body().get("items")) {
      for (JsonNode reason : item.get("reasons")) {
        if (reason.get("code").asString().equals("because-you")) {
          items.add(reason.get("itemId").asString());
        }
      }
    }
    return items;
  }

  private static JsonNode history(TestServer server) {
    for (JsonNode view : server.get("/v1/views").body().get("views")) {
      if (view.get("name").asString().equals("history")) {
        return view;
      }
    }
    throw new AssertionError("no history view");
  }

  private static void awaitHistory(TestServer server) {
    awaiting("the history view", () -> history(server).get("lag").asLong() == 0);
  }

  /** Whoever likes assam likes darjeeling and mug; whoever likes sencha, the kettle. */
  private static List<String> open(TestServer server) {
    for (String item : List.of("assam", "darjeeling", "mug", "sencha", "kettle")) {
      server.put("/v1/items/" + item, "{\"title\":\"%s\"}".formatted(item));
    }
    List<String> ids = new ArrayList<>();
    for (int person = 0; person < 12; person++) {
      for (String item :
          person % 2 == 0 ? List.of("assam", "darjeeling", "mug") : List.of("sencha", "kettle")) {
        ids.add(idOf(did(server, "p" + person, item)));
      }
    }
    server.train();
    awaitHistory(server);
    return ids;
  }

  @Test
  void interactionsAndRetractionsOfPeopleWhoAreNotInMemoryCountInTheNextRequest() {
    HeldServer held = HeldServer.start(data);
    try (TestServer server = TestServer.of(held)) {
      List<String> ids = open(server);
      held.holdHistory(true);
      long seen = history(server).get("position").asLong();
      Answer liked = did(server, "new", "assam");
      assertThat(basisOf(server, "new", liked.position())).containsExactly("assam");
      did(server, "fickle", "sencha");
      String regretted = idOf(did(server, "fickle", "assam"));
      assertThat(basisOf(server, "fickle", takeBack(server, regretted))).containsExactly("sencha");
      long both = did(server, "p1", "assam").position();
      assertThat(basisOf(server, "p1", both)).contains("assam", "sencha");
      long without = takeBack(server, ids.getFirst()); // p0's assam, which the view has
      assertThat(basisOf(server, "p0", without)).isNotEmpty().doesNotContain("assam");
      assertThat(history(server).get("position").asLong())
          .as("the view stood still all the while")
          .isLessThan(liked.position())
          .isEqualTo(seen);
      held.holdHistory(false);
      awaitHistory(server);
    }
    assertThat(listsThatComeOutTheSame()).isEqualTo(4);
  }

  @Test
  void whatLiesBetweenTheViewAndTheCheckpointIsNotLostInARestart() {
    long last = 0;
    HeldServer held = HeldServer.start(data, CHECKPOINTS_OFTEN);
    try (TestServer server = TestServer.of(held)) {
      open(server);
      held.holdHistory(true);
      for (int i = 0; i < 40; i++) {
        last = did(server, "n" + i, i % 2 == 0 ? "assam" : "sencha").position();
      }
      assertThat(history(server).get("lag").asLong()).isGreaterThanOrEqualTo(40);
    }
    try (TestServer server = TestServer.start(data)) {
      for (int i = 0; i < 40; i++) {
        assertThat(basisOf(server, "n" + i, last))
            .as("n" + i)
            .containsExactly(i % 2 == 0 ? "assam" : "sencha");
      }
    }
    assertThat(listsThatComeOutTheSame()).isEqualTo(40);
  }

  private int listsThatComeOutTheSame() {
    try (LogStore log = StoredData.log(data)) {
      ModelStore models = new ModelStore(data.resolve("models"), AlgorithmRegistry.standard());
      List<Receipt> receipts = StoredData.receipts(log);
      new Reproduction(new Refold(log.reader(), models), new ListComputer())
          .each(
              receipts,
              (receipt, comparison) ->
                  assertThat(comparison)
                      .as(receipt.toString())
                      .isInstanceOf(Comparison.Identical.class));
      return receipts.size();
    }
  }
}
