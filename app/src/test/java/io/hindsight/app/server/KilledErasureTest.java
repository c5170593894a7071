package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.RawFiles;
import io.hindsight.app.support.Seed;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.app.support.StoredData;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureCompleted;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.ids.SubjectId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are killed in the middle of an erasure, at each of its steps. */
class KilledErasureTest {
  private static final Map<String, String> IMPATIENT =
      Map.of("hindsight.erasure.patience", "300ms");

  /** Requested, erased, two stores purged, models listed, completed. */
  private static final int STEPS = 6;

  @TempDir Path directory;
  private final Seed seed = Seed.of(KilledErasureTest.class);

  @Test
  void whereverItIsKilledThePersonEndsErased() throws Exception {
    Path data = directory.resolve("data");
    List<String> erasures = new ArrayList<>();
    List<Integer> killedAt = new ArrayList<>();
    for (int step = 1; step <= STEPS; step++) {
      ServerProcess process = ServerProcess.start(data, 0, IMPATIENT);
      try (TestServer server = TestServer.of(process)) {
        String user = "zqmark-user-" + step;
        plant(server, user);
        String erasure = Erasures.begin(server, user);
        erasures.add(erasure);
        awaitEvents(data, erasure, step);
        process.kill();
        killedAt.add(events(data, erasure));
      }
    }
    try (TestServer server = TestServer.start(data, IMPATIENT)) {
      for (int step = 1; step <= STEPS; step++) {
        Erasures.awaitCompleted(server, erasures.get(step - 1));
        String user = "zqmark-user-" + step;
        assertThat(server.get("/v1/users/" + user).status()).isEqualTo(404);
        assertThat(server.get("/v1/users/" + user + "/history").body().get("interactions"))
            .isEmpty();
      }
      assertThat(server.get("/v1/users/keeper/history").body().get("interactions")).hasSize(STEPS);
    }
    System.out.printf(
        "killed with so many of %d events of the erasure in the log: %s (seed %d)%n",
        STEPS, killedAt, seed.value());
    assertErasedOnce(data);
  }

  private void assertErasedOnce(Path data) throws Exception {
    assertThat(StoredData.events(data, ErasureCompleted.class)).hasSize(STEPS);
    List<SubjectId> gone =
        StoredData.events(data, SubjectErased.class).stream()
            .map(SubjectErased::subjectId)
            .toList();
    assertThat(gone).hasSize(STEPS).doesNotHaveDuplicates();
    for (SubjectId subject : gone) {
      assertThat(RawFiles.holding(data, subject.value())).containsExactly("log.db");
    }
    assertThat(RawFiles.markersIn(data, List.of("zqmark-user-1", "zqmark-user-3", "zqmark-name")))
        .isEmpty();
    Path made = Files.createDirectory(directory.resolve("views"));
    assertThat(StoredData.assertViewsEqualTheLog(data, made)).isPositive();
  }

  private void plant(TestServer server, String user) {
    assertThat(server.put("/v1/users/" + user, "{\"name\":\"zqmark-name\"}").status())
        .isEqualTo(202);
    StringBuilder lines = new StringBuilder();
    int interactions = 20 + seed.random(0).nextInt(200);
    for (int i = 0; i < interactions; i++) {
      lines.append(
          "{\"userId\":\"%s\",\"itemId\":\"i%d\",\"type\":\"view\"}%n".formatted(user, i % 17));
    }
    lines.append("{\"userId\":\"keeper\",\"itemId\":\"i1\",\"type\":\"like\"}");
    assertThat(server.ndjson("/v1/interactions", lines.toString()).body().get("accepted").asInt())
        .isEqualTo(interactions + 1);
    assertThat(server.get("/v1/users/" + user + "/recommendations").status()).isEqualTo(200);
  }

  private static void awaitEvents(Path data, String erasure, int wanted) {
    TestServer.awaiting(wanted + " events", () -> events(data, erasure) >= wanted);
  }

  private static int events(Path data, String erasure) {
    try (Connection log = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("log.db"));
        PreparedStatement count =
            log.prepareStatement(
                "SELECT COUNT(*) FROM DomainEventEntry WHERE aggregateIdentifier = ?")) {
      count.setString(1, "erasure/" + erasure);
      try (ResultSet row = count.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
