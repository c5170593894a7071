package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.support.RawFiles;
import io.hindsight.app.support.Seed;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.app.support.StoppedServer;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.erasure.ErasureIntake;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureCompleted;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.erasure.ErasureOrder.DestroySubjectKey;
import io.hindsight.contracts.erasure.ErasureOrder.EraseUser;
import io.hindsight.contracts.erasure.ErasureReply;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that are killed in the middle of an erasure, at each of its steps. The first steps are
 * over too quickly to be met, so after each kill another erasure is left just as it would be.
 */
class KilledErasureTest {
  private static final Map<String, String> IMPATIENT =
      Map.of("hindsight.erasure.patience", "300ms");

  /** Requested, erased, two stores purged, models listed, completed. */
  private static final int STEPS = 6;

  /** Requested; the key destroyed but nothing said of it; erased. */
  private static final int LEFT = 3;

  @TempDir Path directory;
  private final Seed seed = Seed.of(KilledErasureTest.class);

  @Test
  void whereverItIsKilledThePersonEndsErased() throws Exception {
    Path data = directory.resolve("data");
    Map<String, String> erasures = new LinkedHashMap<>();
    List<Integer> killedAt = new ArrayList<>();
    for (int step = 1; step <= STEPS; step++) {
      ServerProcess process = ServerProcess.start(data, 0, IMPATIENT);
      try (TestServer server = TestServer.of(process)) {
        String user = "zqmark-user-" + step;
        plant(server, user);
        plant(server, "zqmark-left-" + step);
        String erasure = Erasures.begin(server, user);
        erasures.put(user, erasure);
        awaitEvents(data, erasure, step);
        process.kill();
        killedAt.add(events(data, erasure));
      }
      if (step <= LEFT) {
        String user = "zqmark-left-" + step;
        erasures.put(user, leave(data, user, step));
      }
    }
    try (TestServer server = TestServer.start(data, IMPATIENT)) {
      erasures.forEach(
          (user, erasure) -> {
            Erasures.awaitCompleted(server, erasure);
            assertThat(server.get("/v1/users/" + user).status()).isEqualTo(404);
            assertThat(server.get("/v1/users/" + user + "/history").body().get("interactions"))
                .isEmpty();
          });
      assertThat(server.get("/v1/users/keeper/history").body().get("interactions"))
          .hasSize(2 * STEPS);
      assertThat(server.get("/v1/users/zqmark-left-" + STEPS).status()).isEqualTo(200);
    }
    System.out.printf(
        "killed with so many of %d events of the erasure in the log: %s, and %d left (seed %d)%n",
        STEPS, killedAt, LEFT, seed.value());
    assertErasedOnce(data);
  }

  private void assertErasedOnce(Path data) throws Exception {
    assertThat(StoredData.events(data, ErasureCompleted.class)).hasSize(STEPS + LEFT);
    List<SubjectId> gone =
        StoredData.events(data, SubjectErased.class).stream()
            .map(SubjectErased::subjectId)
            .toList();
    assertThat(gone).hasSize(STEPS + LEFT).doesNotHaveDuplicates();
    for (SubjectId subject : gone) {
      assertThat(RawFiles.holding(data, subject.value())).containsExactly("log.db");
    }
    assertThat(
            RawFiles.markersIn(
                data, List.of("zqmark-user-1", "zqmark-user-3", "zqmark-left-2", "zqmark-name")))
        .isEmpty();
    Path made = Files.createDirectory(directory.resolve("views"));
    assertThat(StoredData.assertViewsEqualTheLog(data, made)).isPositive();
  }

  /** As a server does that dies right after this step; answers with the erasure's id. */
  private static String leave(Path data, String user, int step) {
    try (StoppedServer server = new StoppedServer(data)) {
      ErasureIntake intake =
          new ErasureIntake(server.facts(), server.keys(), Clock.systemUTC(), new SecureRandom());
      SubjectId subject = server.keys().find(new UserId(user)).orElseThrow();
      ErasureId erasure =
          ((ErasureReply.Accepted) intake.handle(new EraseUser(new UserId(user)))).erasureId();
      if (step == 2) {
        server.keys().destroy(subject);
      } else if (step == 3) {
        intake.handle(new DestroySubjectKey(erasure, subject));
      }
      return erasure.value();
    }
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
