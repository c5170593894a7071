package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.server.WriteLoad.Request;
import io.hindsight.app.support.AnyMongodb;
import io.hindsight.app.support.KillablePostgres;
import io.hindsight.app.support.Seed;
import io.hindsight.app.support.ServerProcess;
import io.hindsight.app.support.StoredData;
import io.hindsight.command.log.LogSettings;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.models.ModelEvent.TrainingRequested;
import io.hindsight.readmodel.mongodb.MongoViewStore;
import io.hindsight.readmodel.store.ViewStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server that is killed without a chance to tidy up, while it has its hands full. */
class KilledServerTest {
  private static final int CLIENTS = 6;

  @TempDir Path directory;
  private final Seed seed = Seed.of(KilledServerTest.class);

  @Test
  void everyAnsweredRecordIsThereOnceAndTheViewsEqualTheLog() throws Exception {
    Path data = directory.resolve("data");
    assertStoredOnceAfterAKill(
        data,
        new LogSettings.Sqlite(data.resolve("log.db")),
        Map.of(),
        () -> StoredData.viewsIn(data));
  }

  @Test
  void soItIsWithTheViewsOnMongodb() throws Exception {
    Path data = directory.resolve("data");
    try (AnyMongodb mongodb = AnyMongodb.start()) {
      String uri = mongodb.newDatabase();
      assertStoredOnceAfterAKill(
          data,
          new LogSettings.Sqlite(data.resolve("log.db")),
          AnyMongodb.settings(uri),
          () -> MongoViewStore.open(uri));
    }
    assertThat(data.resolve("views.db")).doesNotExist();
  }

  @Test
  void soItIsWithTheLogOnPostgresql() throws Exception {
    try (KillablePostgres postgres = KillablePostgres.start(directory.resolve("postgres"))) {
      LogSettings.Postgres log = postgres.newLog();
      Path data = directory.resolve("data");
      assertStoredOnceAfterAKill(
          data, log, KillablePostgres.settings(log), () -> StoredData.viewsIn(data));
    }
  }

  private void assertStoredOnceAfterAKill(
      Path data, LogSettings log, Map<String, String> settings, Supplier<ViewStore> views)
      throws Exception {
    List<Request> answered;
    List<Request> unanswered;
    ServerProcess process = ServerProcess.start(data, 0, settings);
    try (WriteLoad load = WriteLoad.on(process, "c", CLIENTS, seed)) {
      load.awaitAnswers(200 + seed.random(-1).nextInt(600));
      process.kill();
      load.awaitCutOff();
      assertThat(load.refused()).isEmpty();
      answered = load.answered();
      unanswered = load.unanswered();
    } finally {
      process.kill();
    }
    assertThat(unanswered).as("requests underway at the kill").isNotEmpty();

    int records;
    try (TestServer server = TestServer.start(data, settings)) {
      records = StoredOnce.assertKnownToTheServer(server, answered, unanswered);
    }
    int rows =
        StoredOnce.assertInTheLogAndItsViews(log, views, directory.resolve("views"), records);
    System.out.printf(
        "killed after %d answered requests, %d underway; %d records once each, %d view rows equal%n",
        answered.size(), unanswered.size(), records, rows);
  }

  @Test
  void aTrainingThatWasKilledIsAskedForAgainAndServes() {
    Map<String, String> settings = Map.of("hindsight.training.patience", "1s");
    Path data = directory.resolve("data");
    String training;
    try (TestServer server = TestServer.of(ServerProcess.start(data, 0, settings))) {
      shop(server, 40_000);
      Answer asked = server.post("/v1/trainings", "{\"algorithm\":\"item-knn\"}");
      assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
      training = asked.body().get("trainingId").asString();
    }
    assertThat(StoredData.events(data, TrainingRequested.class)).hasSize(1);
    assertThat(StoredData.events(data, ModelTrained.class)).as("trained before the kill").isEmpty();

    try (TestServer server = TestServer.start(data, settings)) {
      TestServer.awaiting(
          "training " + training + " to serve",
          () -> {
            for (JsonNode model : server.get("/v1/models").body().get("models")) {
              if (model.get("trainingId").asString().equals(training)) {
                return model.get("status").asString().equals("active");
              }
            }
            return false;
          });
      assertThat(server.get("/v1/users/u1/recommendations").body().get("algorithm").asString())
          .isEqualTo("item-knn");
    }
    assertThat(StoredData.events(data, ModelTrained.class)).hasSize(1);
  }

  /** People of five tastes, so that there is something to learn. */
  private void shop(TestServer server, int interactions) {
    SplittableRandom random = seed.random(100);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < interactions; i++) {
      int user = random.nextInt(500);
      int item = random.nextInt(120) * 5 + user % 5;
      lines
          .append("{\"userId\":\"u%d\",\"itemId\":\"i%d\",".formatted(user, item))
          .append("\"interactionId\":\"n%d\",\"type\":\"click\"}\n".formatted(i));
    }
    StringBuilder items = new StringBuilder();
    for (int item = 0; item < 600; item++) {
      items.append("{\"itemId\":\"i%d\",\"title\":\"Item %d\"}\n".formatted(item, item));
    }
    assertThat(server.ndjson("/v1/items", items.toString()).body().get("accepted").asInt())
        .isEqualTo(600);
    assertThat(server.ndjson("/v1/interactions", lines.toString()).body().get("accepted").asInt())
        .isEqualTo(interactions);
  }
}
