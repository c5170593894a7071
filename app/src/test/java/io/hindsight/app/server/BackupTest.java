package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.backup.Backup;
import io.hindsight.app.server.WriteLoad.Request;
import io.hindsight.app.support.Seed;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.command.keys.MasterKey;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code hindsight backup} as a process of its own, beside a server that writes. */
class BackupTest {
  @TempDir Path directory;
  private final Seed seed = Seed.of(BackupTest.class);
  private Path data;

  @BeforeEach
  void nameTheData() {
    data = directory.resolve("data");
  }

  private record Ended(int code, String output) {}

  private Ended backup(Path to, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("backup", to.toString()));
    arguments.addAll(List.of("--data", data.toString()));
    arguments.addAll(List.of(options));
    return ended(ServerProcess.hindsight(arguments));
  }

  private static Ended ended(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  @Test
  void copiesUnderLoadHoldAllThatWasAnsweredBeforeAndEverybodysKeys() throws Exception {
    Path whole = directory.resolve("whole");
    Path apart = Files.createDirectory(directory.resolve("apart"));
    List<Request> beforeWhole;
    List<Request> beforeApart;
    int model;
    ServerProcess process = ServerProcess.start(data, 0, Map.of());
    try (TestServer server = TestServer.of(process);
        WriteLoad load = WriteLoad.on(process, "c", 4, seed)) {
      load.awaitAnswers(150);
      model = server.train();
      beforeWhole = load.answered();
      assertThat(backup(whole, "--with-master-key")).extracting(Ended::code).isEqualTo(0);
      load.awaitAnswers(60);
      server.post("/v1/trainings", "{\"algorithm\":\"item-knn\"}");
      beforeApart = load.answered();
      Ended second = backup(apart);
      assertThat(second.code()).as(second.output()).isZero();
      assertThat(second.output()).contains("The master key is not in it");
      load.awaitAnswers(60);
      assertThat(load.refused()).isEmpty();
    }
    assertThat(apart.resolve("master.key")).doesNotExist();
    Files.copy(data.resolve("master.key"), apart.resolve("master.key"));
    assertHolds(whole, beforeWhole, model);
    assertHolds(apart, beforeApart, model);
  }

  private void assertHolds(Path copy, List<Request> before, int model) {
    assertThat(copy.resolve("unfinished")).doesNotExist();
    int people = assertEverybodyHasAKey(copy);
    try (TestServer server = TestServer.start(copy)) {
      for (Request request : before) {
        JsonNode again = server.post("/v1/interactions", request.body()).body();
        assertThat(again.get("duplicates").asInt())
            .as("%s was answered before the copy", request.ids())
            .isEqualTo(request.ids().size());
      }
      Request last = before.getLast();
      assertThat(
              server
                  .get("/v1/users/" + last.users().getLast() + "/history?limit=1000")
                  .body()
                  .toString())
          .contains(last.ids().getLast());
      assertThat(server.get("/v1/models").body().get("models").toString())
          .contains("\"version\":" + model);
      assertThat(server.train()).isGreaterThan(model);
      assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(200);
    }
    System.out.printf(
        "%s: %d requests before it, %d people%n", copy.getFileName(), before.size(), people);
  }

  private static int assertEverybodyHasAKey(Path copy) {
    SecureRandom random = new SecureRandom();
    Set<SubjectId> subjects = new HashSet<>();
    StoredData.events(copy, InteractionRecorded.class)
        .forEach(event -> subjects.add(event.subjectId()));
    try (KeyStore keys =
        new KeyStore(
            copy.resolve("keys.db"),
            MasterKey.inFile(copy.resolve("master.key"), random),
            random)) {
      assertThat(subjects).isNotEmpty();
      for (SubjectId subject : subjects) {
        assertThat(keys.userOf(subject)).as(subject.value()).isPresent();
        UserId user = keys.userOf(subject).orElseThrow();
        assertThat(keys.find(user)).contains(subject);
      }
    }
    return subjects.size();
  }

  @Test
  void aCopyIsNeverOverwrittenAndOneThatWasKilledIsNotTakenForWhole() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      views(server, 30_000);
      int unfinished = 0;
      for (int round = 0; round < 3; round++) {
        Path target = directory.resolve("killed-" + round);
        Process process =
            ServerProcess.hindsight(
                List.of("backup", target.toString(), "--data", data.toString()));
        // Killed before, it leaves an empty directory or none, which is no copy to anybody.
        TestServer.awaiting(
            "it to begin", () -> Files.exists(target.resolve("unfinished")) || !process.isAlive());
        process.waitFor(seed.random(round).nextInt(300), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        assertWholeOrUnfinished(target);
        unfinished += Files.exists(target.resolve("unfinished")) ? 1 : 0;
        Ended again = backup(target);
        assertThat(again.code()).as(again.output()).isEqualTo(1);
        assertThat(again.output()).contains("is not an empty directory");
      }
      System.out.println(unfinished + " of 3 copies were killed before they were whole");
      Ended whole = backup(directory.resolve("whole"));
      assertThat(whole.code()).as(whole.output()).isZero();
      assertThat(server.get("/actuator/health").status()).isEqualTo(200);
    }
    assertWholeOrUnfinished(directory.resolve("whole"));
    assertThat(directory.resolve("whole/log.db")).exists();
  }

  private static void assertWholeOrUnfinished(Path target) throws IOException {
    if (Files.exists(target.resolve("log.db"))) {
      assertThat(target.resolve("keys.db")).exists();
      assertThat(StoredData.events(target, InteractionRecorded.class)).hasSize(30_000);
    } else {
      assertThat(target.resolve("unfinished")).exists();
    }
  }

  private static void views(TestServer server, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("{\"userId\":\"u%d\",\"itemId\":\"i\",\"type\":\"view\"}\n".formatted(i));
    }
    assertThat(server.ndjson("/v1/interactions", lines.toString()).status()).isEqualTo(202);
  }

  @Test
  void aCopyThatFindsNoSpaceSaysSoAndLeavesNothing() throws Exception {
    Path ready = Files.createDirectory(directory.resolve("ready"));
    Path missing = directory.resolve("missing");
    try (TestServer server = TestServer.start(data)) {
      views(server, 30_000);
      for (Path target : List.of(ready, missing)) {
        List<String> arguments =
            List.of("backup", target.toString(), "--data", data.toString(), "--with-master-key");
        Ended ended = ended(ServerProcess.hindsightWithFilesUpTo(4_000, arguments));
        assertThat(ended.code()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output())
            .contains("could not be copied", "SQLITE", "check space")
            .doesNotContain("\tat ");
      }
      assertThat(server.get("/actuator/health").status()).isEqualTo(200);
    }
    assertThat(ready).isEmptyDirectory();
    assertThat(missing).doesNotExist();
    Ended roomy = backup(ready);
    assertThat(roomy.code()).as(roomy.output()).isZero();
  }

  @Test
  void ofTwoCopiesIntoOneDirectoryOneIsRefusedAndTheOtherWhole() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      views(server, 5_000);
    }
    Path target = directory.resolve("both");
    Callable<List<String>> copy = () -> new Backup(data, true).into(target, false);
    int refused = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (Future<List<String>> one : pool.invokeAll(List.of(copy, copy))) {
        try {
          assertThat(one.get()).isNotEmpty();
        } catch (ExecutionException e) {
          assertThat(e).cause().hasMessageContaining("is not an empty directory");
          refused++;
        }
      }
    }
    assertThat(refused).isEqualTo(1);
    assertThat(target.resolve("unfinished")).doesNotExist();
    assertThat(StoredData.events(target, InteractionRecorded.class)).hasSize(5_000);
  }

  @Test
  void whatIsNoDataIsNotCopied() throws Exception {
    Path to = directory.resolve("copy");
    Ended nothing = backup(to);
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(nothing.output()).contains("there is no data of a server in");
    TestServer.start(data).close();
    Files.move(data.resolve("log.db"), directory.resolve("log.db"));
    Ended withoutLog = backup(to);
    assertThat(withoutLog.code()).isEqualTo(1);
    assertThat(withoutLog.output())
        .contains("there is no log.db in", "--set hindsight.log=postgresql");
    Files.move(directory.resolve("log.db"), data.resolve("log.db"));
    Path other = directory.resolve("other");
    TestServer.start(other).close();
    Files.delete(data.resolve("log.db"));
    Files.copy(other.resolve("log.db"), data.resolve("log.db"));
    Ended mixed = backup(to);
    assertThat(mixed.code()).isEqualTo(1);
    assertThat(mixed.output()).contains("do not belong together").doesNotContain("\tat ");
    assertThat(to).doesNotExist();
  }
}
