package io.hindsight.sagas.training;

import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelCommand.FailTraining;
import io.hindsight.contracts.models.ModelCommand.PromoteModel;
import io.hindsight.contracts.models.ModelEvent.ModelActivated;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.models.ModelEvent.TrainingFailed;
import io.hindsight.contracts.models.ModelEvent.TrainingRequested;
import io.hindsight.contracts.models.Provenance;
import io.hindsight.contracts.models.TrainModel;
import io.hindsight.contracts.models.TrainingStart;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingSagaTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final TrainingId ID = new TrainingId("t-1");
  private static final Map<String, String> SETTINGS = Map.of("neighbours", "50");
  private static final TrainModel TRAIN =
      new TrainModel(ID, "item-knn", SETTINGS, 7, new LogPosition(99));
  private static final TrainingRequested REQUESTED =
      new TrainingRequested(ID, "item-knn", 3, SETTINGS, 7, new LogPosition(99), NOON);
  private static final ModelTrained TRAINED =
      new ModelTrained(
          ID,
          "item-knn",
          3,
          new Provenance(
              "item-knn", SETTINGS, 7, new LogPosition(99), "1", "abc", 1, 1, 1, Map.of()),
          NOON);

  private final SagaTestFixture<TrainingSaga> saga = new SagaTestFixture<>(TrainingSaga.class);
  private TrainingStart answer = TrainingStart.STARTED;

  @BeforeEach
  void wire() {
    saga.registerResource(new TrainingPatience(MINUTE, 3));
    saga.setCallbackBehavior((payload, metaData) -> payload instanceof TrainModel ? answer : null);
  }

  @Test
  void aRequestIsTrained() throws Exception {
    saga.givenCurrentTime(NOON)
        .whenPublishingA(REQUESTED)
        .expectSuccessfulHandlerExecution()
        .expectActiveSagas(1)
        .expectAssociationWith("trainingId", "t-1")
        .expectDispatchedCommands(TRAIN)
        .expectScheduledDeadlineWithName(MINUTE, TrainingSaga.OVERDUE);
  }

  @Test
  void aTrainedModelIsActivated() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .whenPublishingA(TRAINED)
        .expectSuccessfulHandlerExecution()
        .expectDispatchedCommands(new PromoteModel(ID, "item-knn", NOON))
        .expectScheduledDeadlineWithName(MINUTE, TrainingSaga.OVERDUE);
  }

  @Test
  void anActivatedModelEndsIt() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .andThenAPublished(TRAINED)
        .whenPublishingA(new ModelActivated(ID, "item-knn", 3, "abc", NOON))
        .expectSuccessfulHandlerExecution()
        .expectNoDispatchedCommands()
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();
  }

  @Test
  void aFailedTrainingEndsIt() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .whenPublishingA(new TrainingFailed(ID, "item-knn", 3, "no-data", "nothing", NOON))
        .expectSuccessfulHandlerExecution()
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();
  }

  @Test
  void anotherTrainingsEventsAreNotIts() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .whenPublishingA(
            new TrainingFailed(new TrainingId("t-2"), "item-knn", 3, "no-data", "nothing", NOON))
        .expectActiveSagas(1)
        .expectNoDispatchedCommands();
  }

  @Test
  void aLostTrainingIsOrderedAgain() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .whenTimeElapses(MINUTE)
        .expectSuccessfulHandlerExecution()
        .expectDispatchedCommands(TRAIN)
        .expectScheduledDeadlineWithName(MINUTE, TrainingSaga.OVERDUE);
  }

  @Test
  void aTrainingThatIsAlwaysLostFails() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .andThenTimeElapses(MINUTE.multipliedBy(3))
        .whenTimeElapses(MINUTE)
        .expectSuccessfulHandlerExecution()
        .expectDispatchedCommands(
            new FailTraining(
                ID,
                "item-knn",
                "timeout",
                "the training was started again and again, and never ended",
                NOON.plus(MINUTE.multipliedBy(4))))
        .expectActiveSagas(1);
  }

  @Test
  void aSlowTrainingIsAwaitedForEver() throws Exception {
    answer = TrainingStart.UNDERWAY;
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .andThenTimeElapses(MINUTE.multipliedBy(50))
        .whenTimeElapses(MINUTE)
        .expectSuccessfulHandlerExecution()
        .expectDispatchedCommands(TRAIN)
        .expectActiveSagas(1);
  }

  @Test
  void anActivationWithoutOutcomeIsRepeated() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .andThenAPublished(TRAINED)
        .andThenTimeElapses(MINUTE.multipliedBy(2))
        .whenTimeElapses(MINUTE)
        .expectDispatchedCommands(
            new PromoteModel(ID, "item-knn", NOON.plus(MINUTE.multipliedBy(3))))
        .expectActiveSagas(1);
  }

  @Test
  void nobodyIsLeftAfterAllResendsOfAnActivation() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .andThenAPublished(TRAINED)
        .andThenTimeElapses(MINUTE.multipliedBy(3))
        .whenTimeElapses(MINUTE)
        .expectNoDispatchedCommands()
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();
  }

  @Test
  void aModelThatArrivesWhileItsTrainingIsBeingFailedIsActivated() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .andThenTimeElapses(MINUTE.multipliedBy(4))
        .whenPublishingA(TRAINED)
        .expectDispatchedCommands(
            new PromoteModel(ID, "item-knn", NOON.plus(MINUTE.multipliedBy(4))));
  }
}
