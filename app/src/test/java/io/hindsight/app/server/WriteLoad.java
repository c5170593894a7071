package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.launch.RunningServer;
import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/** Clients that write without a pause, new people among them, and remember what was answered. */
final class WriteLoad implements AutoCloseable {
  private final ConcurrentLinkedQueue<Request> answered = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Refused> refused = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Request> unanswered = new ConcurrentLinkedQueue<>();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean open = true;

  /** Records that go out together, and are stored as a whole or not at all. */
  record Request(List<String> ids, List<String> users, String body) {
    private static Request of(String name, SplittableRandom random) {
      int size = random.nextInt(3) == 0 ? 2 + random.nextInt(40) : 1;
      List<String> ids = new ArrayList<>();
      List<String> users = new ArrayList<>();
      List<String> records = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        String user = random.nextBoolean() ? "u" + random.nextInt(50) : "new-" + name + "-" + i;
        ids.add(name + "-" + i);
        users.add(user);
        records.add(
            "{\"interactionId\":\"%s\",\"userId\":\"%s\",\"itemId\":\"i%d\",\"type\":\"like\"}"
                .formatted(ids.getLast(), user, random.nextInt(40)));
      }
      return new Request(ids, users, "[" + String.join(",", records) + "]");
    }
  }

  /** A request that was answered with a problem. */
  record Refused(Request request, int status, JsonNode problem) {}

  private WriteLoad() {}

  /**
   * @param name tells the ids of one load from those of another
   */
  static WriteLoad on(RunningServer server, String name, int clients, Seed seed) {
    WriteLoad load = new WriteLoad();
    for (int client = 0; client < clients; client++) {
      SplittableRandom random = seed.random(client);
      String prefix = name + client + "-";
      load.clients.add(
          Thread.ofPlatform().name("client").start(() -> load.write(server, prefix, random)));
    }
    return load;
  }

  private void write(RunningServer address, String prefix, SplittableRandom random) {
    TestServer server = TestServer.clientOf(address);
    for (int i = 0; open; i++) {
      Request request = Request.of(prefix + i, random);
      try {
        Answer answer = server.post("/v1/interactions", request.body());
        if (answer.status() == 202) {
          assertThat(answer.body().get("accepted").asInt()).isEqualTo(request.ids().size());
          answered.add(request);
        } else {
          refused.add(new Refused(request, answer.status(), answer.body()));
        }
      } catch (AssertionError gone) {
        unanswered.add(request);
        return;
      }
    }
  }

  List<Request> answered() {
    return List.copyOf(answered);
  }

  List<Refused> refused() {
    return List.copyOf(refused);
  }

  /** Those that were cut off. */
  List<Request> unanswered() {
    return List.copyOf(unanswered);
  }

  /** Waits for so many answers more than there are now. */
  void awaitAnswers(int more) {
    int wanted = answered.size() + more;
    TestServer.awaiting(wanted + " answers", () -> answered.size() >= wanted);
  }

  @Override
  public void close() {
    open = false;
    for (Thread client : clients) {
      try {
        client.join();
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
