package io.hindsight.sagas.erasure;

import io.hindsight.contracts.erasure.ErasureCommand.CompleteErasure;
import io.hindsight.contracts.erasure.ErasureCommand.ReportDelay;
import io.hindsight.contracts.erasure.ErasureCommand.ReportLearnedModels;
import io.hindsight.contracts.erasure.ErasureCommand.ReportPurge;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureCompleted;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureDelayed;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureRequested;
import io.hindsight.contracts.erasure.ErasureEvent.LearnedModelsListed;
import io.hindsight.contracts.erasure.ErasureEvent.StorePurged;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.erasure.ErasureOrder.DestroySubjectKey;
import io.hindsight.contracts.erasure.ErasureOrder.FindLearnedModels;
import io.hindsight.contracts.erasure.ErasureOrder.PurgeServing;
import io.hindsight.contracts.erasure.ErasureOrder.PurgeViews;
import io.hindsight.contracts.erasure.ErasureStep;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.erasure.Purge;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelCommand.MarkForRetraining;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureSagaTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final ErasureId ID = new ErasureId("e-1");
  private static final SubjectId ANN = new SubjectId("ann");
  private static final LogPosition UP_TO = new LogPosition(40);
  private static final List<LearnedModels> MODELS =
      List.of(new LearnedModels("als", 1, 2, null), new LearnedModels("item-knn", 1, 3, 3));

  private static final ErasureRequested REQUESTED = new ErasureRequested(ID, ANN, NOON);
  private static final SubjectErased ERASED = new SubjectErased(ID, ANN, NOON);
  private static final StorePurged VIEWS = new StorePurged(ID, ANN, "views", UP_TO, NOON);
  private static final StorePurged SERVING = new StorePurged(ID, ANN, "serving", UP_TO, NOON);
  private static final LearnedModelsListed LISTED = new LearnedModelsListed(ID, ANN, MODELS, NOON);

  private final SagaTestFixture<ErasureSaga> saga = new SagaTestFixture<>(ErasureSaga.class);
  private Purge purged = new Purge.Done(UP_TO);

  @BeforeEach
  void wire() {
    saga.registerResource(new ErasurePatience(MINUTE, 2));
    saga.registerResource(InstantSource.fixed(NOON));
    saga.setCallbackBehavior(
        (payload, metaData) ->
            switch (payload) {
              case PurgeViews views -> purged;
              case PurgeServing serving -> purged;
              case FindLearnedModels find -> MODELS;
              default -> null;
            });
  }

  @Test
  void theKeyIsDestroyedFirst() throws Exception {
    saga.givenCurrentTime(NOON)
        .whenPublishingA(REQUESTED)
        .expectSuccessfulHandlerExecution()
        .expectActiveSagas(1)
        .expectAssociationWith("erasureId", "e-1")
        .expectDispatchedCommands(new DestroySubjectKey(ID, ANN))
        .expectScheduledDeadlineWithName(MINUTE, ErasureSaga.OVERDUE);
  }

  @Test
  void thenTheViewsAreAskedAndWhatTheySayIsReported() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .whenPublishingA(ERASED)
        .expectDispatchedCommands(new PurgeViews(ANN), new ReportPurge(ID, "views", UP_TO, NOON));
  }

  @Test
  void thenTheServingState() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .andThenAPublished(ERASED)
        .whenPublishingA(VIEWS)
        .expectDispatchedCommands(
            new PurgeServing(ANN), new ReportPurge(ID, "serving", UP_TO, NOON));
  }

  @Test
  void thenModelsThatServeAreMarkedAndAllAreListed() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .andThenAPublished(ERASED)
        .andThenAPublished(VIEWS)
        .whenPublishingA(SERVING)
        .expectDispatchedCommands(
            new FindLearnedModels(ANN),
            new MarkForRetraining("item-knn", 3, ID, NOON),
            new ReportLearnedModels(ID, MODELS, NOON));
  }

  @Test
  void atLastTheReceiptIsSignedWhichEndsIt() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .andThenAPublished(ERASED)
        .andThenAPublished(VIEWS)
        .andThenAPublished(SERVING)
        .whenPublishingA(LISTED)
        .expectDispatchedCommands(new CompleteErasure(ID, NOON));
    saga.whenPublishingA(new ErasureCompleted(ID, ANN, "{}", "k", "s", NOON))
        .expectNoDispatchedCommands()
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();
  }

  @Test
  void aStoreThatIsNotReadyIsAskedAgain() throws Exception {
    purged = new Purge.NotYet("behind");
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .whenPublishingA(ERASED)
        .expectDispatchedCommands(new PurgeViews(ANN));
    purged = new Purge.Done(UP_TO);
    saga.whenTimeElapses(MINUTE)
        .expectDispatchedCommands(new PurgeViews(ANN), new ReportPurge(ID, "views", UP_TO, NOON));
  }

  @Test
  void aLostStepIsSentAgain() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .whenTimeElapses(MINUTE)
        .expectDispatchedCommands(new DestroySubjectKey(ID, ANN))
        .expectScheduledDeadlineWithName(MINUTE, ErasureSaga.OVERDUE);
  }

  @Test
  void aStepThatIsAlwaysLostIsReportedAndTriedForEverMoreSeldom() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .andThenTimeElapses(MINUTE.multipliedBy(2))
        .whenTimeElapses(MINUTE)
        .expectDispatchedCommands(
            new ReportDelay(ID, ErasureStep.DESTROY_KEY, NOON.plus(MINUTE.multipliedBy(3))),
            new DestroySubjectKey(ID, ANN))
        .expectScheduledDeadlineWithName(MINUTE.multipliedBy(20), ErasureSaga.OVERDUE);
  }

  @Test
  void aDelayedErasureDoesNotEndByItself() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .andThenTimeElapses(MINUTE.multipliedBy(100))
        .whenPublishingA(new ErasureDelayed(ID, ANN, "destroy-key", NOON))
        .expectActiveSagas(1);
  }

  @Test
  void anotherErasuresEventsAreNotIts() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(REQUESTED)
        .whenPublishingA(new SubjectErased(new ErasureId("e-2"), ANN, NOON))
        .expectActiveSagas(1)
        .expectNoDispatchedCommands();
  }
}
