package io.hindsight.app.server;

import static io.hindsight.app.server.TestServer.awaiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.readmodel.views.Views;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator sees from outside. */
@ExtendWith(OutputCaptureExtension.class)
class PrometheusTest {
  private static final String LIKE = "{\"userId\":\"eve\",\"itemId\":\"assam\",\"type\":\"like\"}";

  @TempDir Path data;

  @Test
  void scrapeTellsLagLatencyAndTheStateOfTheLog() {
    try (TestServer server = TestServer.start(data)) {
      server.put("/v1/items/assam", "{\"title\":\"Assam\"}");
      server.post("/v1/interactions", LIKE);
      server.get("/v1/users/eve/recommendations");
      String scrape = server.text("/actuator/prometheus");

      for (var view : Views.ALL) {
        assertThat(scrape).contains("hindsight_projection_lag{fold=\"" + view.name() + "\"}");
      }
      assertThat(scrape)
          .contains("hindsight_projection_lag{fold=\"serving\"}")
          .contains("# TYPE hindsight_projection_lag gauge")
          .contains("# TYPE hindsight_log_position gauge")
          .contains("# TYPE hindsight_log_commits_total counter")
          .contains("# TYPE hindsight_log_appended_total counter")
          .contains("# TYPE hindsight_log_queued gauge")
          .contains("# TYPE hindsight_log_unsealed gauge")
          .contains("# TYPE hindsight_serving_persons gauge")
          .contains("# TYPE hindsight_serving_tail_bytes gauge")
          .contains("# TYPE hindsight_intake_seconds histogram")
          .contains("# TYPE hindsight_serving_seconds histogram")
          .containsPattern("hindsight_intake_seconds_bucket\\{kind=\"interactions?\",le=")
          .containsPattern("hindsight_serving_seconds_bucket\\{kind=\"[a-z-]+\",le=")
          .containsPattern(
              "hindsight_intake_records_total\\{kind=\"interactions?\",outcome=\"accepted\"} 1.0");
      assertThat(valueOf(scrape, "hindsight_log_position")).isGreaterThanOrEqualTo(4);
      awaiting(
          "every fold to have caught up",
          () ->
              server
                  .text("/actuator/prometheus")
                  .lines()
                  .filter(line -> line.startsWith("hindsight_projection_lag{"))
                  .allMatch(line -> line.endsWith(" 0.0")));
    }
  }

  private static double valueOf(String scrape, String name) {
    return scrape
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void oneScrapeReadsTheHeadOnce() {
    var reads = new AtomicInteger();
    var head = new RecentHead(() -> new LogPosition(reads.incrementAndGet()));
    for (int gauge = 0; gauge < 12; gauge++) {
      assertThat(head.value()).isEqualTo(reads.get());
    }
    assertThat(reads.get()).isLessThan(12);
  }

  @Test
  void aLogThatIsAwayIsAskedOnceAndIsNoNumber() {
    var reads = new AtomicInteger();
    var head =
        new RecentHead(
            () -> {
              reads.incrementAndGet();
              throw new LogUnavailable("away", null);
            });
    for (int gauge = 0; gauge < 12; gauge++) {
      assertThat(head.value()).isNaN();
    }
    assertThat(reads.get()).isLessThan(12);
  }

  @Test
  void poisonEventEndsReadinessButNotLife(CapturedOutput output) throws Exception {
    try (TestServer server = TestServer.start(data)) {
      server.put("/v1/items/assam", "{\"title\":\"Assam\"}");
      assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(200);

      try (var log = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("log.db"));
          var statement = log.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 10000");
        statement.executeUpdate(
            """
            INSERT INTO DomainEventEntry (eventIdentifier, aggregateIdentifier, sequenceNumber,
              type, timeStamp, payloadType, payloadRevision, payload, metaData)
            SELECT 'poison', 'item/poison', 0, type, timeStamp, 'catalog.FromTheFuture',
              payloadRevision, payload, metaData FROM DomainEventEntry LIMIT 1""");
      }
      server.post("/v1/interactions", LIKE);

      awaiting("readiness to end", () -> server.get("/actuator/health/readiness").status() == 503);
      assertThat(server.get("/actuator/health").status()).isEqualTo(503);
      assertThat(server.get("/actuator/health/liveness").status()).isEqualTo(200);
      awaiting("a retry", () -> output.getAll().contains("preparing for retry in 4s"));
      assertThat(
              output
                  .getAll()
                  .lines()
                  .filter(line -> line.contains("Exception: the log holds a type of event")))
          .as("stack traces of the one event")
          .filteredOn(line -> !line.contains("(as before"))
          .hasSize(1);
    }
  }
}
