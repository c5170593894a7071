package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Lists of many people that were asked for at once, on a server that is killed right after. */
class SharedReceiptsTest {
  private static final int PEOPLE = 16;
  private static final int ROUNDS = 12;

  @TempDir Path data;

  /** By the person who got the list. */
  private final Map<Integer, Set<String>> answered = new ConcurrentHashMap<>();

  @Test
  void listsThatShareAnEventAreFoundReproducedAndExportedEachForItself() throws Exception {
    ServerProcess process = ServerProcess.start(data, 0, Map.of());
    try (TestServer server = TestServer.of(process)) {
      server.put("/v1/items/tea", "{\"title\":\"Tea\"}");
      server.put("/v1/items/mug", "{\"title\":\"Mug\"}");
      for (int person = 0; person < PEOPLE; person++) {
        String view = "{\"userId\":\"u%d\",\"itemId\":\"mug\",\"type\":\"view\"}".formatted(person);
        assertThat(server.post("/v1/interactions", view).status()).isEqualTo(202);
      }
      askAllAtOnce(server);
      process.kill();
    }
    try (TestServer server = TestServer.start(data)) {
      List<String> later =
          answered.values().stream().flatMap(Set::stream).filter(id -> id.contains(".")).toList();
      System.out.println(
          later.size() + " of " + PEOPLE * ROUNDS + " lists were not their event's first");
      assertThat(later).isNotEmpty();
      assertThat(answered.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
      answered.values().stream().flatMap(Set::stream).forEach(id -> assertReproduced(server, id));
      assertThatEachExportHoldsOnesOwn(server);
      assertThatNobodySeesTheirNeighbours(server);
      assertThatWhoLookedIsKnownToAllWhoseListsWereShown(server, later.getFirst());
      String beyond = later.getFirst().replaceFirst("\\..*", ".999");
      assertThat(server.get("/v1/audit/recommendations/" + beyond).status()).isEqualTo(404);
    }
  }

  private void askAllAtOnce(TestServer server) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(PEOPLE);
    try (ExecutorService clients = Executors.newFixedThreadPool(PEOPLE)) {
      List<Future<?>> asking = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        int person = i;
        Set<String> own = answered.computeIfAbsent(person, key -> new HashSet<>());
        asking.add(
            clients.submit(
                () -> {
                  for (int round = 0; round < ROUNDS; round++) {
                    barrier.await();
                    JsonNode list =
                        server
                            .get(
                                "/v1/users/u" + person + "/recommendations",
                                "traceparent",
                                "00-" + trace(person) + "-00f067aa0ba902b7-01")
                            .body();
                    own.add(list.get("recommendationId").asString());
                  }
                  return own;
                }));
      }
      for (Future<?> one : asking) {
        one.get();
      }
    }
  }

  private static String trace(int person) {
    return "%032x".formatted(0xabc_0000L + person);
  }

  /** Whoever asks about a person sees that person's lists, under their own ids and traces. */
  private void assertThatNobodySeesTheirNeighbours(TestServer server) {
    answered.forEach(
        (person, own) -> {
          Set<String> seen = new HashSet<>();
          JsonNode events =
              server
                  .get(
                      "/v1/audit/events?type=serving.RecommendationServed&user=u"
                          + person
                          + "&traceId="
                          + trace(person))
                  .body()
                  .get("events");
          for (JsonNode event : events) {
            event.at("/payload/lists").forEach(list -> seen.add(list.get("id").asString()));
          }
          assertThat(seen).as("lists of u%d", person).isEqualTo(own);
          String one = own.iterator().next();
          JsonNode account = server.get("/v1/audit/recommendations/" + one).body();
          assertThat(account.get("traceId").asString()).isEqualTo(trace(person));
          assertThat(
                  server.get("/v1/audit/events?stream=recommendation/" + one).body().get("events"))
              .hasSize(1);
        });
  }

  private static void assertReproduced(TestServer server, String id) {
    JsonNode again = server.post("/v1/audit/recommendations/" + id + "/reproduce", "{}").body();
    assertThat(again.path("result").asString("")).as(again.toString()).isEqualTo("identical");
  }

  private void assertThatEachExportHoldsOnesOwn(TestServer server) {
    Set<String> subjects = new HashSet<>();
    answered.forEach(
        (person, own) -> {
          JsonNode export = server.get("/v1/users/u" + person + "/export").body();
          Set<String> exported = new HashSet<>();
          Set<String> whose = new HashSet<>();
          for (JsonNode event : export.get("events")) {
            for (JsonNode list : event.at("/data/lists")) {
              exported.add(list.get("id").asString());
              whose.add(list.at("/request/subjectId").asString());
            }
          }
          assertThat(exported).as("lists of u%d", person).isEqualTo(own);
          assertThat(whose).hasSize(1);
          subjects.addAll(whose);
        });
    assertThat(subjects).hasSize(PEOPLE);
  }

  /** A list is somebody's, its event may be several people's. */
  private void assertThatWhoLookedIsKnownToAllWhoseListsWereShown(TestServer server, String id) {
    JsonNode account =
        server.get("/v1/audit/recommendations/" + id, "Hindsight-Auditor", "Jo").body();
    assertThat(account.get("recommendationId").asString()).isEqualTo(id);
    assertThat(looked(server, "Jo")).isEqualTo(1);
    long position = account.get("position").asLong();
    server.get("/v1/audit/events/" + position + "/proof", "Hindsight-Auditor", "Mo");
    assertThat(looked(server, "Mo")).isGreaterThan(1);
  }

  private long looked(TestServer server, String auditor) {
    return answered.keySet().stream()
        .filter(
            person -> {
              JsonNode reads =
                  server
                      .get("/v1/audit/events?type=audit.RecordsRead&limit=1000&user=u" + person)
                      .body()
                      .get("events");
              return StreamSupport.stream(reads.spliterator(), false)
                  .anyMatch(read -> read.toString().contains("\"auditor\":\"" + auditor + "\""));
            })
        .count();
  }
}
