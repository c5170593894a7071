package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.Seed;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.app.support.StoredData;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.models.ModelEvent.TrainingRequested;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server that is killed without a chance to tidy up, while it has its hands full. */
class KilledServerTest {
  private static final int CLIENTS = 6;
  private static final int USERS = 15;

  @TempDir Path directory;
  private final Seed seed = Seed.of(KilledServerTest.class);

  /** Records that went out in one request, which is stored as a whole or not at all. */
  private record Request(List<String> ids, List<String> records) {
    String body() {
      return records.size() == 1 ? records.getFirst() : "[" + String.join(",", records) + "]";
    }
  }

  @Test
  void everyAnsweredRecordIsThereOnceAndTheViewsEqualTheLog() throws Exception {
    Path data = directory.resolve("data");
    List<Request> answered = new ArrayList<>();
    List<Request> unanswered = new ArrayList<>();
    intakeUntilKilled(data, answered, unanswered);
    assertThat(unanswered).as("requests underway at the kill").isNotEmpty();

    int distinct;
    try (TestServer server = TestServer.start(data)) {
      long stored = 0;
      for (Request request : answered) {
        JsonNode again = send(server, request);
        assertThat(again.get("accepted").asInt()).as("%s was answered", request.ids()).isZero();
        assertThat(again.get("duplicates").asInt()).isEqualTo(request.ids().size());
        stored += request.ids().size();
      }
      for (Request request : unanswered) {
        JsonNode again = send(server, request);
        assertThat(again.get("accepted").asInt())
            .as("all of it or nothing")
            .isIn(0, request.ids().size());
        assertThat(again.get("accepted").asInt() + again.get("duplicates").asInt())
            .isEqualTo(request.ids().size());
        stored += request.ids().size();
      }
      distinct = Math.toIntExact(stored);
      awaitViews(server);
      assertThat(server.get("/v1/quality").body().get("accepted").asLong()).isEqualTo(stored);
      assertHistoriesHoldOnce(server, answered);
    }
    assertThat(recordedIds(data)).hasSize(distinct).doesNotHaveDuplicates();
    int rows =
        StoredData.assertViewsEqualTheLog(data, Files.createDirectory(directory.resolve("v")));
    System.out.printf(
        "killed after %d answered requests, %d underway; %d records once each, %d view rows equal%n",
        answered.size(), unanswered.size(), distinct, rows);
  }

  private void intakeUntilKilled(Path data, List<Request> answered, List<Request> unanswered)
      throws InterruptedException {
    ServerProcess process = ServerProcess.start(data, 0, Map.of());
    ConcurrentLinkedQueue<Request> done = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Request> lost = new ConcurrentLinkedQueue<>();
    AtomicInteger answers = new AtomicInteger();
    List<Thread> clients = new ArrayList<>();
    try (TestServer server = TestServer.of(process)) {
      for (int client = 0; client < CLIENTS; client++) {
        String name = "c" + client;
        SplittableRandom random = seed.random(client);
        clients.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int i = 0; ; i++) {
                        Request request = request(name + "-" + i, random);
                        try {
                          send(server, request);
                        } catch (AssertionError killed) {
                          lost.add(request);
                          return;
                        }
                        done.add(request);
                        answers.incrementAndGet();
                      }
                    }));
      }
      int moment = 200 + seed.random(-1).nextInt(600);
      TestServer.awaiting(moment + " answers", () -> answers.get() >= moment);
      process.kill();
      for (Thread client : clients) {
        client.join();
      }
    }
    answered.addAll(done);
    unanswered.addAll(lost);
  }

  private static Request request(String name, SplittableRandom random) {
    int size = random.nextInt(3) == 0 ? 2 + random.nextInt(60) : 1;
    List<String> ids =
        IntStream.range(0, size).mapToObj(i -> name + "-" + i).collect(Collectors.toList());
    List<String> records = new ArrayList<>();
    for (String id : ids) {
      records.add(
          "{\"interactionId\":\"%s\",\"userId\":\"u%d\",\"itemId\":\"i%d\",\"type\":\"view\"}"
              .formatted(id, random.nextInt(USERS), random.nextInt(40)));
    }
    return new Request(ids, records);
  }

  private static JsonNode send(TestServer server, Request request) {
    Answer answer = server.post("/v1/interactions", request.body());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return answer.body();
  }

  private static void assertHistoriesHoldOnce(TestServer server, List<Request> answered) {
    Map<String, Integer> shown = new HashMap<>();
    for (int user = 0; user < USERS; user++) {
      String path = "/v1/users/u" + user + "/history?limit=100";
      JsonNode page = server.get(path).body();
      while (true) {
        page.get("interactions")
            .forEach(one -> shown.merge(one.get("interactionId").asString(), 1, Integer::sum));
        if (page.get("next").isNull()) {
          break;
        }
        page = server.get(path + "&after=" + page.get("next").asString()).body();
      }
    }
    assertThat(shown.values()).allMatch(times -> times == 1);
    assertThat(shown.keySet())
        .containsAll(answered.stream().flatMap(request -> request.ids().stream()).toList());
  }

  private static void awaitViews(TestServer server) {
    TestServer.awaiting(
        "all views at the head",
        () -> {
          for (JsonNode view : server.get("/v1/views").body().get("views")) {
            if (view.get("lag").asLong() > 0) {
              return false;
            }
          }
          return true;
        });
  }

  private static List<String> recordedIds(Path data) {
    return StoredData.events(data, InteractionRecorded.class).stream()
        .map(event -> event.interactionId().value())
        .toList();
  }

  @Test
  void aTrainingThatWasKilledIsAskedForAgainAndServes() {
    Map<String, String> settings = Map.of("hindsight.training.patience", "1s");
    Path data = directory.resolve("data");
    String training;
    try (TestServer server = TestServer.of(ServerProcess.start(data, 0, settings))) {
      shop(server, 40_000);
      Answer asked = server.post("/v1/trainings", "{\"algorithm\":\"item-knn\"}");
      assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
      training = asked.body().get("trainingId").asString();
    }
    assertThat(StoredData.events(data, TrainingRequested.class)).hasSize(1);
    assertThat(StoredData.events(data, ModelTrained.class)).as("trained before the kill").isEmpty();

    try (TestServer server = TestServer.start(data, settings)) {
      TestServer.awaiting(
          "training " + training + " to serve",
          () -> {
            for (JsonNode model : server.get("/v1/models").body().get("models")) {
              if (model.get("trainingId").asString().equals(training)) {
                return model.get("status").asString().equals("active");
              }
            }
            return false;
          });
      assertThat(server.get("/v1/users/u1/recommendations").body().get("algorithm").asString())
          .isEqualTo("item-knn");
    }
    assertThat(StoredData.events(data, ModelTrained.class)).hasSize(1);
  }

  /** People of five tastes, so that there is something to learn. */
  private void shop(TestServer server, int interactions) {
    SplittableRandom random = seed.random(100);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < interactions; i++) {
      int user = random.nextInt(500);
      int item = random.nextInt(120) * 5 + user % 5;
      lines
          .append("{\"userId\":\"u%d\",\"itemId\":\"i%d\",".formatted(user, item))
          .append("\"interactionId\":\"n%d\",\"type\":\"click\"}\n".formatted(i));
    }
    StringBuilder items = new StringBuilder();
    for (int item = 0; item < 600; item++) {
      items.append("{\"itemId\":\"i%d\",\"title\":\"Item %d\"}\n".formatted(item, item));
    }
    assertThat(server.ndjson("/v1/items", items.toString()).body().get("accepted").asInt())
        .isEqualTo(600);
    assertThat(server.ndjson("/v1/interactions", lines.toString()).body().get("accepted").asInt())
        .isEqualTo(interactions);
  }
}
