package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.RawFiles;
import io.hindsight.app.support.Seed;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.app.support.StoredData;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.retention.RetentionEvent.RetentionCompleted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Servers that are killed while they forget a type of interactions, at each step of it. */
class KilledRetentionTest {
  /** One for each step: forgotten, two stores settled, completed. */
  private static final List<String> TYPES = List.of("view", "click", "like", "share");

  @TempDir Path directory;
  private final Seed seed = Seed.of(KilledRetentionTest.class);

  @Test
  void whereverItIsKilledTheOldOnesEndForgotten() throws Exception {
    Path data = directory.resolve("data");
    try (TestServer server = TestServer.start(data)) {
      plant(server);
    }
    Map<String, String> policies = new HashMap<>();
    policies.put("hindsight.erasure.patience", "300ms");
    List<Integer> killedAt = new ArrayList<>();
    for (int step = 1; step <= TYPES.size(); step++) {
      String type = TYPES.get(step - 1);
      policies.put("hindsight.retention." + type, "P90D");
      ServerProcess process = ServerProcess.start(data, 0, policies);
      try (TestServer server = TestServer.of(process)) {
        int wanted = step;
        TestServer.awaiting(wanted + " events", () -> events(data, type) >= wanted);
        process.kill();
        killedAt.add(events(data, type));
      }
    }
    try (TestServer server = TestServer.start(data, policies)) {
      TestServer.awaiting("all receipts", () -> completed(server) == TYPES.size());
      JsonNode left = server.get("/v1/users/ann/history?limit=1000").body().get("interactions");
      for (JsonNode one : left) {
        assertThat(one.get("interactionId").asString()).startsWith("new");
      }
      assertThat(left).hasSize(TYPES.size() * 20);
    }
    System.out.printf(
        "killed with so many of 4 events in the log: %s (seed %d)%n", killedAt, seed.value());
    assertThat(StoredData.events(data, InteractionsForgotten.class)).hasSize(TYPES.size());
    assertThat(StoredData.events(data, RetentionCompleted.class)).hasSize(TYPES.size());
    for (String type : TYPES) {
      assertThat(RawFiles.holding(data, "old-" + type + "-7")).containsExactly("log.db");
      assertThat(RawFiles.holding(data, "new-" + type + "-7")).contains("views.db");
    }
    assertThat(RawFiles.markersIn(data, List.of("zqmark-device"))).isEmpty();
    Path made = Files.createDirectory(directory.resolve("views"));
    assertThat(StoredData.assertViewsEqualTheLog(data, made)).isPositive();
  }

  private static long completed(TestServer server) {
    long completed = 0;
    for (JsonNode one : server.get("/v1/retention").body().get("forgotten")) {
      completed += one.get("status").asString().equals("completed") ? 1 : 0;
    }
    return completed;
  }

  private static void plant(TestServer server) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.DAYS);
    StringBuilder lines = new StringBuilder();
    for (String type : TYPES) {
      for (int i = 0; i < 20; i++) {
        lines.append(did("old-" + type + "-" + i, type, i, now.minus(170, ChronoUnit.DAYS)));
        lines.append(did("new-" + type + "-" + i, type, i, now.minus(3, ChronoUnit.DAYS)));
      }
    }
    assertThat(server.ndjson("/v1/interactions", lines.toString()).body().get("accepted").asInt())
        .isEqualTo(TYPES.size() * 40);
  }

  private static String did(String id, String type, int item, Instant at) {
    return "{\"interactionId\":\"%s\",\"userId\":\"ann\",\"itemId\":\"i%d\",\"type\":\"%s\",\"timestamp\":\"%s\",\"context\":{\"device\":\"zqmark-device\"}}%n"
        .formatted(id, item, type, at);
  }

  private static int events(Path data, String type) {
    try (Connection log = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("log.db"));
        PreparedStatement count =
            log.prepareStatement(
                "SELECT COUNT(*) FROM DomainEventEntry WHERE aggregateIdentifier LIKE ?")) {
      count.setString(1, "retention/" + type + "-%");
      try (ResultSet row = count.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
