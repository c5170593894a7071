package io.hindsight.api.positions;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.intake.IntakeCommand.RetractInteraction;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindHistory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PositionsHttpTest extends HttpTest {
  private static final ViewAnswer.History EMPTY = new ViewAnswer.History(List.of(), null);
  private static long next = 1_000;

  private long written;

  @BeforeEach
  void store() {
    written = next += 1_000;
    stub.when(
        RecordInteractions.class,
        c -> new IntakeReceipt(1, 0, 1, 0, 0, List.of(), List.of("x"), new LogPosition(written)));
    stub.when(FindHistory.class, q -> new Answer.Found<>(EMPTY, new LogPosition(written)));
  }

  private void write(String user) {
    post("/v1/interactions", JSON, "{\"userId\":\"" + user + "\"}");
  }

  @Test
  void aNamedPositionIsPassedOn() {
    get("/v1/users/named/history", "Hindsight-Position", " 77 ");

    assertThat(stub.only(FindHistory.class).atLeast()).isEqualTo(new LogPosition(77));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999", "1 2"})
  void aMalformedPositionIsRefused(String header) {
    get("/v1/users/u/history", "Hindsight-Position", header).problem(400, "position-malformed");
    assertThat(stub.received(FindHistory.class)).isEmpty();
  }

  @Test
  void aNamedPositionThatIsNotReachedIsToldWithWhatWas() {
    stub.when(
        FindHistory.class, q -> new Answer.NotYet<>(new LogPosition(77), new LogPosition(70)));

    Got got = get("/v1/users/u/history", "Hindsight-Position", "77");

    JsonNode problem = got.problem(503, "position-not-reached");
    assertThat(problem.path("wanted").asLong()).isEqualTo(77);
    assertThat(problem.path("reached").asLong()).isEqualTo(70);
    assertThat(got.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void aWriterSeesTheirOwnWriteWithoutNamingIt() {
    write("ann");

    get("/v1/users/ann/history");
    get("/v1/users/bob/history");

    assertThat(stub.received(FindHistory.class))
        .extracting(FindHistory::atLeast)
        .contains(new LogPosition(written))
        .hasSize(2);
    assertThat(stub.received(FindHistory.class).get(1).atLeast())
        .isNotEqualTo(new LogPosition(written));
  }

  @Test
  void whatWasNotReachedInTimeIsServedAndSaid() {
    write("carl");
    LogPosition behind = new LogPosition(written - 5);
    stub.when(
        FindHistory.class,
        q ->
            q.atLeast() == null
                ? new Answer.Found<>(EMPTY, behind)
                : new Answer.NotYet<>(q.atLeast(), behind));

    Got got = get("/v1/users/carl/history");

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Hindsight-Position-Reached")).isEqualTo(behind.toString());
  }

  @Test
  void aQuerySideThatWaitsLongerThanWeWantToIsLeftBehind() {
    write("dora");
    CountDownLatch release = new CountDownLatch(1);
    stub.when(
        FindHistory.class,
        q -> {
          if (q.atLeast() == null) {
            return new Answer.Found<>(EMPTY, new LogPosition(written - 5));
          }
          try {
            return new Answer.NotYet<>(
                q.atLeast(), new LogPosition(release.await(20, TimeUnit.SECONDS) ? 1 : 2));
          } catch (InterruptedException e) {
            return e;
          }
        });

    Got got = get("/v1/users/dora/history");
    release.countDown();

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.header("Hindsight-Position-Reached")).isEqualTo(Long.toString(written - 5));
  }

  @Test
  void aRefusalIsNotAskedForTwice() {
    write("eve");
    stub.when(FindHistory.class, q -> Answer.refused("user-unknown", "none", "none"));

    get("/v1/users/eve/history").problem(404, "user-unknown");

    assertThat(stub.received(FindHistory.class)).hasSize(1);
  }

  @Test
  void everybodySeesARetraction() {
    stub.when(RetractInteraction.class, c -> new Reply.Done(new LogPosition(written), 1, true));
    delete("/v1/interactions/n1");

    get("/v1/users/frank/history");

    assertThat(stub.only(FindHistory.class).atLeast()).isEqualTo(new LogPosition(written));
  }

  @Test
  void aNamedPositionGoesBeforeARememberedOne() {
    write("gina");

    get("/v1/users/gina/history", "Hindsight-Position", "3");

    assertThat(stub.only(FindHistory.class).atLeast()).isEqualTo(new LogPosition(3));
  }
}
