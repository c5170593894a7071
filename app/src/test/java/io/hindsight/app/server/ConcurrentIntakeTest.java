package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.Seed;
import io.hindsight.app.support.StoredData;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same records from everybody at once, over real HTTP. */
class ConcurrentIntakeTest {
  private static final int CLIENTS = 16;
  private static final int DISTINCT = 400;

  @TempDir Path data;
  private final Seed seed = Seed.of(ConcurrentIntakeTest.class);

  private record Sums(long sent, long accepted, long duplicates) {
    Sums plus(Sums more) {
      return new Sums(sent + more.sent, accepted + more.accepted, duplicates + more.duplicates);
    }
  }

  @Test
  void eachOfManyDuplicatesIsStoredOnce() throws Exception {
    Sums sums = new Sums(0, 0, 0);
    try (TestServer server = TestServer.start(data);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<Sums>> storms = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        SplittableRandom random = seed.random(client);
        storms.add(() -> storm(server, random));
      }
      for (Future<Sums> storm : clients.invokeAll(storms)) {
        sums = sums.plus(storm.get());
      }
      assertThat(sums.accepted()).isEqualTo(DISTINCT);
      assertThat(sums.duplicates()).isEqualTo(sums.sent() - DISTINCT);
      long head = server.get("/v1/views").body().get("head").asLong();
      assertThat(server.seen("/v1/quality", head).body().get("accepted").asLong())
          .isEqualTo(DISTINCT);
    }
    assertThat(StoredData.events(data, InteractionRecorded.class))
        .hasSize(DISTINCT)
        .extracting(event -> event.interactionId().value())
        .doesNotHaveDuplicates();
    System.out.println(sums);
  }

  /** All records at least once, in an order of one's own, alone, in arrays and as streams. */
  private static Sums storm(TestServer server, SplittableRandom random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, DISTINCT).boxed().toList());
    for (int i = order.size() - 1; i > 0; i--) {
      java.util.Collections.swap(order, i, random.nextInt(i + 1));
    }
    Sums sums = new Sums(0, 0, 0);
    for (int from = 0; from < order.size(); ) {
      int to = Math.min(order.size(), from + (random.nextBoolean() ? 1 : 1 + random.nextInt(80)));
      List<String> records =
          new ArrayList<>(order.subList(from, to).stream().map(i -> record(i)).toList());
      if (records.size() > 1) {
        records.add(records.getFirst());
      }
      Answer answer = send(server, records, random.nextBoolean());
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
      sums =
          sums.plus(
              new Sums(
                  records.size(),
                  answer.body().get("accepted").asLong(),
                  answer.body().get("duplicates").asLong()));
      from = to;
    }
    return sums;
  }

  private static Answer send(TestServer server, List<String> records, boolean asStream) {
    if (asStream) {
      return server.ndjson("/v1/interactions", String.join("\n", records));
    }
    return server.post(
        "/v1/interactions",
        records.size() == 1 ? records.getFirst() : "[" + String.join(",", records) + "]");
  }

  /** Every other one has no id of its own: its identity is what it says. */
  private static String record(int i) {
    String id = i % 2 == 0 ? "\"interactionId\":\"n" + i + "\"," : "";
    return "{%s\"userId\":\"u%d\",\"itemId\":\"i%d\",\"type\":\"click\",\"timestamp\":\"2026-01-02T03:04:%02dZ\"}"
        .formatted(id, i % 7, i, i % 60);
  }
}
