package io.hindsight.api.intake;

import static io.hindsight.api.intake.InteractionsHttpTest.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.log.LogUnavailable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** NDJSON: streams of any length. */
class StreamsHttpTest extends HttpTest {
  private static final String PATH = "/v1/interactions";
  private static final String VIEW = "{\"userId\":\"u1\",\"itemId\":\"i1\",\"type\":\"view\"}";

  @BeforeEach
  void storeAll() {
    stub.when(RecordInteractions.class, InteractionsHttpTest::stored);
  }

  @Test
  void linesAreRecordsAndBadOnesCostOnlyThemselves() {
    String body =
        String.join(
            "\n", VIEW, "", "  ", "{broken", VIEW + VIEW, "[]", "\"" + "x".repeat(70_000), VIEW);

    Got got = post(PATH, NDJSON, body);

    assertThat(got.status()).isEqualTo(202);
    assertThat(stub.only(RecordInteractions.class).drafts())
        .extracting(InteractionDraft::index)
        .containsExactly(0L, 5L);
    JsonNode rejected = got.json().path("rejected");
    assertThat(
            IntStream.range(0, rejected.size())
                .mapToObj(
                    i ->
                        rejected.get(i).path("index").asInt()
                            + rejected.get(i).path("code").asString()))
        .containsExactly(
            "1json-malformed", "2json-trailing", "3record-not-object", "4line-too-long");
  }

  @Test
  void aStreamIsSentInChunksWithFewInFlight() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    stub.when(
        RecordInteractions.class,
        command -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          Thread.yield();
          now.decrementAndGet();
          return stored(command);
        });

    Got got = post(PATH, NDJSON, (VIEW + "\n").repeat(20_500));

    assertThat(got.json().path("accepted").asInt()).isEqualTo(20_500);
    assertThat(stub.received(RecordInteractions.class)).hasSize(21);
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void theNextChunkIsReadWhileTheFirstWaitsForItsCommit() throws InterruptedException {
    Semaphore commits = new Semaphore(0);
    AtomicInteger started = new AtomicInteger();
    stub.when(
        RecordInteractions.class,
        command -> {
          // The first waits until the second was started: only a pipeline gets past this.
          if (started.incrementAndGet() == 1) {
            try {
              assertThat(commits.tryAcquire(1, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              return e;
            }
          } else {
            commits.release();
          }
          return stored(command);
        });

    Got got = post(PATH, NDJSON, (VIEW + "\n").repeat(3_000));

    assertThat(got.json().path("accepted").asInt()).as(got.response().body()).isEqualTo(3_000);
  }

  @Test
  void onlyTheFirstThousandRejectionsAreListed() {
    Got got = post(PATH, NDJSON, "5\n".repeat(2_345));

    assertThat(got.json().path("rejectedCount").asInt()).isEqualTo(2_345);
    assertThat(got.json().path("rejected").size()).isEqualTo(1_000);
  }

  @Test
  void aStreamThatFailsHalfWaySaysFromWhereToResume() {
    stub.when(
        RecordInteractions.class,
        command ->
            command.drafts().getFirst().index() == 2_000
                ? new LogUnavailable("disk full", null)
                : stored(command));

    Got got = post(PATH, NDJSON, (VIEW + "\n").repeat(5_000));

    JsonNode problem = got.problem(503, "log-unavailable");
    assertThat(problem.path("resumeFrom").asLong()).isEqualTo(2_000);
    assertThat(got.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void aHundredThousandBadLinesAreOnlyCounted() {
    Got got = post(PATH, NDJSON, "{]\n".repeat(100_000));

    assertThat(got.json().path("rejectedCount").asInt()).isEqualTo(100_000);
    assertThat(stub.received(RecordInteractions.class))
        .allMatch(command -> command.malformed().size() == 1_000);
  }
}
