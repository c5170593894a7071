package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A worker and a node that serves beside it, in a process each, and what callers may expect. */
abstract class NodesContract {
  @TempDir Path directory;
  final Map<String, String> shared = new HashMap<>();

  final ServerProcess worker() {
    return ServerProcess.start(directory.resolve("worker"), 0, shared);
  }

  final ServerProcess serving(ServerProcess worker) {
    Map<String, String> settings = new HashMap<>(shared);
    settings.put("hindsight.role", "serving");
    settings.put("hindsight.worker", worker.address().toString());
    return ServerProcess.start(directory.resolve("serving"), 0, settings);
  }

  /**
   * @param stores where the log and the keys are
   * @param views where the views are
   */
  final void share(Map<String, String> stores, Map<String, String> views) {
    shared.putAll(stores);
    shared.putAll(views);
    shared.put("hindsight.keys.store", "postgresql");
    shared.put("hindsight.keys.master-key", Base64.getEncoder().encodeToString(new byte[32]));
    shared.put("hindsight.models", directory.resolve("models").toString());
    shared.put("hindsight.training.at-start", "false");
  }

  final void assertRefused(String message, Map<String, String> more, Set<String> less) {
    Map<String, String> settings = new HashMap<>(shared);
    settings.putAll(more);
    settings.keySet().removeAll(less);
    assertThatThrownBy(() -> TestServer.start(directory.resolve("refused"), settings))
        .hasStackTraceContaining(message);
  }

  static void readsFindWhatWasWrittenOnTheOther(TestServer one, TestServer other) {
    for (String item : List.of("assam", "darjeeling", "mug")) {
      assertThat(one.put("/v1/items/" + item, "{\"title\":\"" + item + "\"}").status())
          .isLessThan(300);
    }
    List<TestServer> nodes = List.of(one, other);
    for (int person = 0; person < 10; person++) {
      TestServer here = nodes.get(person % 2);
      TestServer there = nodes.get((person + 1) % 2);
      String likes =
          "[%s,%s]"
              .formatted(
                  liked("p" + person, "assam"),
                  liked("p" + person, person < 8 ? "darjeeling" : "mug"));
      Answer written = here.post("/v1/interactions", likes);
      assertThat(written.body().get("accepted").asInt()).isEqualTo(2);
      assertThat(history(there, "p" + person, written.position())).hasSize(2);
      Answer again = there.post("/v1/interactions", likes);
      assertThat(again.body().get("duplicates").asInt()).as("known there, too").isEqualTo(2);
    }
  }

  static void bothServeTheModelThatOneTrained(TestServer one, TestServer other) {
    other.train();
    for (TestServer node : List.of(one, other)) {
      TestServer.awaiting(
          "the model",
          () -> {
            Answer written = node.post("/v1/interactions", "[" + liked("new", "assam") + "]");
            JsonNode list = node.seen("/v1/users/new/recommendations", written.position()).body();
            return list.path("items").toString().contains("because you liked assam");
          });
    }
    assertThat(items(other, "new")).isNotEmpty().isEqualTo(items(one, "new"));
  }

  private static List<String> items(TestServer node, String user) {
    List<String> items = new ArrayList<>();
    node.get("/v1/users/" + user + "/recommendations")
        .body()
        .get("items")
        .forEach(item -> items.add(item.get("itemId").asString()));
    return items;
  }

  static void aPersonErasedByEitherIsGoneFromBoth(TestServer one, TestServer other) {
    assertThat(other.put("/v1/users/p1", "{\"name\":\"Ann\"}").status()).isLessThan(300);
    TestServer.awaiting(
        "the name", () -> one.get("/v1/users/p1").body().toString().contains("Ann"));
    Erasures.awaitCompleted(other, Erasures.begin(other, "p1"));
    Erasures.awaitCompleted(other, Erasures.begin(one, "p2"));
    for (TestServer node : List.of(one, other)) {
      for (String user : List.of("p1", "p2")) {
        TestServer.awaiting(
            user + " to be forgotten", () -> node.get("/v1/users/" + user).status() == 404);
      }
    }
    Answer back = other.post("/v1/interactions", "[" + liked("p1", "assam-again") + "]");
    assertThat(back.body().get("accepted").asInt()).isEqualTo(1);
    assertThat(history(one, "p1", back.position())).as("somebody new").hasSize(1);
  }

  /** Both are asked while one of them dies; nothing that the other answers may be a failure. */
  static void noReadOfTheOtherFailsWhenOneIsKilled(ServerProcess victim, TestServer survivor)
      throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    TestServer dying = TestServer.clientOf(victim);
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<?>> reading = new ArrayList<>();
      for (String path : List.of("/v1/users/p3/history", "/v1/users/p3/recommendations")) {
        reading.add(
            threads.submit(
                () -> {
                  while (!over.get()) {
                    Answer answer = survivor.get(path);
                    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
                    answered.incrementAndGet();
                  }
                }));
      }
      Future<?> writing =
          threads.submit(
              () -> {
                for (int i = 0; true; i++) {
                  dying.post("/v1/interactions", "[" + liked("load" + i, "mug") + "]");
                }
              });
      TestServer.awaiting("load", () -> answered.get() > 20);
      victim.kill();
      TestServer.awaiting("its end to be seen", writing::isDone);
      int before = answered.get();
      TestServer.awaiting(
          "reads after it",
          () -> answered.get() > before + 40 || reading.stream().anyMatch(Future::isDone));
      over.set(true);
      for (Future<?> done : reading) {
        done.get();
      }
      System.out.printf("%d reads answered around a kill, none failed%n", answered.get());
    }
  }

  /** Who is away, as any answer says. */
  static String away(TestServer node) {
    return node.get("/v1/models").headers().firstValue("Hindsight-Away").orElse("");
  }

  static JsonNode history(TestServer node, String user, long position) {
    return node.seen("/v1/users/" + user + "/history", position).body().path("interactions");
  }

  static String liked(String user, String item) {
    return "{\"interactionId\":\"%s-%s\",\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"like\"}"
        .formatted(user, item, user, item);
  }
}
