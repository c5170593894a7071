package io.hindsight.api.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.api.support.TestApi;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelCommand.RequestTraining;
import io.hindsight.contracts.models.Provenance;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindModels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ModelsHttpTest extends HttpTest {
  @Test
  void aTrainingLearnsUpToTheHeadOfTheLog() {
    stub.when(RequestTraining.class, c -> new Reply.Done(new LogPosition(8), 2, true));

    Got got =
        post(
            "/v1/trainings",
            JSON,
            "{\"algorithm\":\"item-knn\",\"settings\":{\"neighbours\":50,\"decay\":false,\"x\":\"y\"}}");

    assertThat(got.status()).isEqualTo(202);
    RequestTraining command = stub.only(RequestTraining.class);
    assertThat(command)
        .isEqualTo(
            new RequestTraining(
                command.trainingId(),
                "item-knn",
                Map.of("neighbours", "50", "decay", "false", "x", "y"),
                42,
                new LogPosition(7),
                TestApi.NOW));
    assertThat(got.json())
        .isEqualTo(
            MAPPER.readTree(
                "{\"trainingId\":\"%s\",\"algorithm\":\"item-knn\",\"version\":2,\"seed\":42,\"upTo\":7,\"position\":8}"
                    .formatted(command.trainingId())));
  }

  @Test
  void aSeedCanBeGiven() {
    stub.when(RequestTraining.class, c -> new Reply.Done(new LogPosition(8), 2, true));

    post("/v1/trainings", JSON, "{\"algorithm\":\"item-knn\",\"seed\":-9007199254740993}");

    assertThat(stub.only(RequestTraining.class).seed()).isEqualTo(-9007199254740993L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | algorithm-missing",
        "{\"algorithm\":\"Item KNN\"} | algorithm-invalid",
        "{\"algorithm\":\"a\",\"seed\":\"1\"} | field-type-wrong",
        "{\"algorithm\":\"a\",\"seed\":1e3} | field-type-wrong",
        "{\"algorithm\":\"a\",\"seed\":99999999999999999999} | number-out-of-range",
        "{\"algorithm\":\"a\",\"settings\":{\"k\":[1]}} | field-type-wrong",
        "{\"algorithm\":\"a\",\"settings\":{\"k\":1,\"k\":2}} | record-duplicate-key",
        "{\"algorithm\":\"a\",\"upTo\":3} | field-unknown",
      })
  void aBadTrainingIsAProblem(String body, String code) {
    post("/v1/trainings", JSON, body).problem(400, code);
  }

  @Test
  void settingsThatCannotWorkAreRefusedBeforeAnythingIsAskedFor() {
    post("/v1/trainings", JSON, "{\"algorithm\":\"item-knn\",\"settings\":{\"nonsense\":1}}")
        .problem(400, "settings-invalid");

    assertThat(stub.received(RequestTraining.class)).isEmpty();
  }

  @Test
  void refusalsKeepTheirMeaning() {
    stub.when(RequestTraining.class, c -> Reply.refused("training-underway", "runs", "wait"));
    post("/v1/trainings", JSON, "{\"algorithm\":\"item-knn\"}").problem(409, "training-underway");

    stub.when(RequestTraining.class, c -> Reply.refused("algorithm-unknown", "none", "see"));
    post("/v1/trainings", JSON, "{\"algorithm\":\"nope\"}").problem(400, "algorithm-unknown");
  }

  @Test
  void modelsAreShownWithTheirProvenance() {
    Provenance provenance =
        new Provenance(
            "item-knn",
            Map.of("k", "50"),
            42,
            new LogPosition(7),
            "0.1",
            "abc",
            10,
            3,
            4,
            Map.of("density", 0.5));
    stub.when(
        FindModels.class,
        q ->
            new Answer.Found<>(
                new ViewAnswer.Models(
                    List.of(
                        new ViewAnswer.Model(
                            "item-knn",
                            1,
                            new TrainingId("t1"),
                            "active",
                            provenance,
                            null,
                            TestApi.NOW,
                            TestApi.NOW,
                            TestApi.NOW,
                            TestApi.NOW),
                        new ViewAnswer.Model(
                            "item-knn",
                            2,
                            new TrainingId("t2"),
                            "failed",
                            null,
                            "no data",
                            TestApi.NOW,
                            null,
                            null,
                            null))),
                new LogPosition(9)));

    JsonNode models = get("/v1/models").json().path("models");

    assertThat(models.path(0).path("provenance").path("upTo").asLong()).isEqualTo(7);
    assertThat(models.path(0).path("provenance").path("contentHash").asString()).isEqualTo("abc");
    assertThat(models.path(0).path("activatedAt").asString()).isEqualTo("2026-11-21T09:00:00Z");
    assertThat(models.path(1).path("reason").asString()).isEqualTo("no data");
    assertThat(models.path(1).has("provenance")).isFalse();
  }
}
