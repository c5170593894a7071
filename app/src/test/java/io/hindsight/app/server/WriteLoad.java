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
  private final ConcurrentLinkedQueue<Stored> stored = new ConcurrentLinkedQueue<>();
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
        String user = random.nextBoolean() ? "u" + random.nextInt(30) : "new-" + name + "-" + i;
        ids.add(name + "-" + i);
        users.add(user);
        records.add(
            "{\"interactionId\":\"%s\",\"userId\":\"%s\",\"itemId\":\"i%d\",\"type\":\"like\"}"
                .formatted(ids.getLast(), user, random.nextInt(40)));
      }
      return new Request(ids, users, "[" + String.join(",", records) + "]");
    }
  }

  private record Stored(Request request, JsonNode answer) {}

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
    int written = 0;
    Request request = Request.of(prefix + written, random);
    while (open) {
      Answer answer;
      try {
        answer = server.post("/v1/interactions", request.body());
      } catch (AssertionError gone) {
        unanswered.add(request);
        return;
      }
      if (answer.status() == 202) {
        stored.add(new Stored(request, answer.body()));
        written++;
        request = Request.of(prefix + written, random);
      } else {
        // And sends the same again, as it is told to.
        refused.add(new Refused(request, answer.status(), answer.body()));
      }
    }
  }

  /** Whether it is one of those who come again and again. */
  static boolean isRegular(String user) {
    return user.startsWith("u");
  }

  /** Those that were answered with 202; where a commit broke off, as duplicates of themselves. */
  List<Request> answered() {
    List<Request> requests = new ArrayList<>();
    for (Stored one : stored) {
      assertThat(one.answer.get("accepted").asInt() + one.answer.get("duplicates").asInt())
          .as(one.answer.toString())
          .isEqualTo(one.request.ids().size());
      requests.add(one.request);
    }
    return requests;
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
    int wanted = stored.size() + more;
    TestServer.awaiting(wanted + " answers", () -> stored.size() >= wanted);
  }

  /** Waits for so many refusals more than there are now. */
  void awaitRefusals(int more) {
    int wanted = refused.size() + more;
    TestServer.awaiting(wanted + " refusals", () -> refused.size() >= wanted);
  }

  /** Waits until every client was cut off. */
  void awaitCutOff() {
    join();
  }

  @Override
  public void close() {
    open = false;
    join();
  }

  private void join() {
    for (Thread client : clients) {
      try {
        client.join();
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
