package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.RawFiles;
import io.hindsight.app.support.StoppedServer;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.retention.RetentionIntake;
import io.hindsight.command.retention.RetentionReceipts;
import io.hindsight.command.seal.SealKeys;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.retention.RetentionEvent.RetentionCompleted;
import io.hindsight.contracts.retention.RetentionOrder.ForgetInteractions;
import io.hindsight.contracts.retention.RetentionOrder.ReportSettled;
import io.hindsight.contracts.retention.RetentionPolicy;
import io.hindsight.contracts.subjects.Disclosed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A forgetting that broke off after each of its steps is brought to its end by the next start. */
class BrokenOffRetentionTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private static final Instant OLD = NOW.minus(200, ChronoUnit.DAYS);
  private static final RetentionPolicy POLICY =
      new RetentionPolicy(InteractionType.SEARCH_CLICK, Period.ofDays(90));

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theNextStartEndsIt(int steps) throws Exception {
    Path data = directory.resolve("data");
    try (TestServer server = TestServer.start(data)) {
      for (String at : new String[] {"old\",\"timestamp\":\"" + OLD, "new"}) {
        assertThat(
                server
                    .post(
                        "/v1/interactions",
                        "{\"userId\":\"ann\",\"itemId\":\"tea\",\"type\":\"search_click\",\"query\":\"tents\",\"interactionId\":\"zq%s\"}"
                            .formatted(at))
                    .status())
            .isEqualTo(202);
      }
    }
    carryOut(data, steps);

    // Whoever takes the policy away does not stop what was begun.
    Map<String, String> settings =
        steps == 0 ? Map.of("hindsight.retention.search_click", "P90D") : Map.of();
    try (TestServer server = TestServer.start(data, settings)) {
      TestServer.awaiting(
          "the receipt",
          () ->
              server
                  .get("/v1/retention")
                  .body()
                  .at("/forgotten/0/status")
                  .asString()
                  .equals("completed"));
      JsonNode left = server.get("/v1/users/ann/history").body().get("interactions");
      assertThat(left).hasSize(1);
      assertThat(left.get(0).get("interactionId").asString()).isEqualTo("zqnew");
      assertThat(left.get(0).get("query").asString()).isEqualTo("tents");
    }
    assertThat(RawFiles.holding(data, "zqold")).containsExactly("log.db");
    assertThat(StoredData.events(data, RetentionCompleted.class)).hasSize(1);
    try (KeyStore keys = StoppedServer.keys(data)) {
      for (InteractionRecorded did : StoredData.events(data, InteractionRecorded.class)) {
        assertThat(keys.open(did.query()) instanceof Disclosed.Erased)
            .isEqualTo(did.interactionId().value().equals("zqold"));
      }
    }
    Path made = Files.createDirectory(directory.resolve("views"));
    assertThat(StoredData.assertViewsEqualTheLog(data, made)).isPositive();
  }

  /** Keys destroyed; the event appended; views reported; serving reported. */
  private static void carryOut(Path data, int steps) {
    YearMonth month = POLICY.dueBy(NOW);
    RetentionId id = RetentionId.of(POLICY.type(), month);
    SealKeys signing =
        SealKeys.open(data.resolve("seal.key"), data.resolve("seal.pub"), new SecureRandom());
    try (StoppedServer server = new StoppedServer(data)) {
      server.keys().forget(POLICY.type(), month);
      RetentionIntake retention =
          new RetentionIntake(
              server.facts(),
              server.log().reader(),
              server.keys(),
              new RetentionReceipts(signing.current()),
              Clock.systemUTC());
      if (steps > 0) {
        retention.handle(new ForgetInteractions(POLICY.type(), month, POLICY.keep()));
      }
      if (steps > 1) {
        retention.handle(new ReportSettled(id, "views", server.log().head()));
      }
      if (steps > 2) {
        retention.handle(new ReportSettled(id, "serving", server.log().head()));
      }
    }
  }
}
