package io.hindsight.command.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelCommand.ActivateModel;
import io.hindsight.contracts.models.ModelCommand.CompleteTraining;
import io.hindsight.contracts.models.ModelCommand.FailTraining;
import io.hindsight.contracts.models.ModelCommand.PromoteModel;
import io.hindsight.contracts.models.ModelCommand.RequestTraining;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.models.ModelEvent.ModelActivated;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.models.ModelEvent.TrainingFailed;
import io.hindsight.contracts.models.ModelEvent.TrainingRequested;
import io.hindsight.contracts.models.Provenance;
import java.time.Instant;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static final String KNN = "item-knn";
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final LogPosition UP_TO = new LogPosition(7);
  private static final TrainingId FIRST = new TrainingId("t1");
  private static final TrainingId SECOND = new TrainingId("t2");

  private final AggregateTestFixture<Model> fixture = new AggregateTestFixture<>(Model.class);

  private static Provenance provenance(String hash) {
    return new Provenance(KNN, Map.of(), 1, UP_TO, "0.1.0", hash, 10, 2, 3, Map.of());
  }

  private static RequestTraining request(TrainingId id) {
    return new RequestTraining(id, KNN, Map.of("neighbours", "50"), 1, UP_TO, NOW);
  }

  private static TrainingRequested requested(TrainingId id, int version) {
    return new TrainingRequested(id, KNN, version, Map.of("neighbours", "50"), 1, UP_TO, NOW);
  }

  private static ModelTrained trained(TrainingId id, int version) {
    return new ModelTrained(id, KNN, version, provenance("hash" + version), NOW);
  }

  private static TrainingFailed failed(TrainingId id, int version) {
    return new TrainingFailed(id, KNN, version, "timeout", "too slow", NOW);
  }

  private static ModelActivated activated(TrainingId id, int version) {
    return new ModelActivated(id, KNN, version, "hash" + version, NOW);
  }

  private static CompleteTraining complete(TrainingId id, int version) {
    return new CompleteTraining(id, KNN, provenance("hash" + version), NOW);
  }

  private static FailTraining fail(TrainingId id) {
    return new FailTraining(id, KNN, "timeout", "too slow", NOW);
  }

  private static ActivateModel activate(TrainingId id) {
    return new ActivateModel(id, KNN, NOW);
  }

  private static void happens(ResultValidator<Model> result, ModelEvent event) {
    result
        .expectEvents(event)
        .expectResultMessagePayload(new Reply.Done(LogPosition.START, event.version(), true));
  }

  private static void already(ResultValidator<Model> result, int version) {
    result
        .expectNoEvents()
        .expectResultMessagePayload(new Reply.Done(LogPosition.START, version, false));
  }

  private static void refused(ResultValidator<Model> result, String code) {
    result
        .expectNoEvents()
        .expectResultMessagePayloadMatching(
            new org.hamcrest.CustomMatcher<Object>("refusal " + code) {
              @Override
              public boolean matches(Object reply) {
                return reply instanceof Reply.Refused refused
                    && refused.refusal().code().equals(code);
              }
            });
  }

  @Test
  void firstTrainingIsToMakeVersionOne() {
    happens(fixture.givenNoPriorActivity().when(request(FIRST)), requested(FIRST, 1));
    assertThat(fixture.getEventStore().readEvents("model/item-knn").next().getType())
        .isEqualTo("model");
  }

  @Test
  void unknownAlgorithmIsRefused() {
    refused(
        fixture
            .givenNoPriorActivity()
            .when(new RequestTraining(FIRST, "astrology", Map.of(), 1, UP_TO, NOW)),
        "algorithm-unknown");
  }

  @Test
  void whatIsOnlyCountedCannotBeTrained() {
    refused(
        fixture
            .givenNoPriorActivity()
            .when(new RequestTraining(FIRST, "popularity", Map.of(), 1, UP_TO, NOW)),
        "algorithm-unknown");
  }

  @Test
  void overlongSettingsAreRefused() {
    refused(
        fixture
            .givenNoPriorActivity()
            .when(new RequestTraining(FIRST, KNN, Map.of("a", "x".repeat(201)), 1, UP_TO, NOW)),
        "settings-invalid");
  }

  @Test
  void secondTrainingWaitsForTheFirst() {
    refused(fixture.given(requested(FIRST, 1)).when(request(SECOND)), "training-underway");
  }

  @Test
  void requestSentTwiceIsAnsweredAsBefore() {
    already(fixture.given(requested(FIRST, 1)).when(request(FIRST)), 1);
  }

  @Test
  void requestSentAgainAfterItsEndStartsNothing() {
    already(
        fixture
            .given(requested(FIRST, 1), trained(FIRST, 1), requested(SECOND, 2))
            .when(request(FIRST)),
        1);
  }

  @Test
  void failedTrainingUsesUpItsVersion() {
    happens(
        fixture.given(requested(FIRST, 1), failed(FIRST, 1)).when(request(SECOND)),
        requested(SECOND, 2));
  }

  @Test
  void trainingUnderwayIsCompleted() {
    happens(fixture.given(requested(FIRST, 1)).when(complete(FIRST, 1)), trained(FIRST, 1));
  }

  @Test
  void trainingIsCompletedOnce() {
    already(fixture.given(requested(FIRST, 1), trained(FIRST, 1)).when(complete(FIRST, 1)), 1);
  }

  @Test
  void trainingGivenUpIsNotCompletedAfterwards() {
    refused(
        fixture.given(requested(FIRST, 1), failed(FIRST, 1)).when(complete(FIRST, 1)),
        "training-failed");
  }

  @Test
  void trainingNeverRequestedIsNotCompleted() {
    refused(fixture.givenNoPriorActivity().when(complete(FIRST, 1)), "training-unknown");
  }

  @Test
  void trainingUnderwayFails() {
    happens(fixture.given(requested(FIRST, 1)).when(fail(FIRST)), failed(FIRST, 1));
  }

  @Test
  void trainingFailsOnce() {
    already(fixture.given(requested(FIRST, 1), failed(FIRST, 1)).when(fail(FIRST)), 1);
  }

  @Test
  void completeTrainingCannotFailAnyMore() {
    refused(
        fixture.given(requested(FIRST, 1), trained(FIRST, 1)).when(fail(FIRST)),
        "training-complete");
  }

  @Test
  void trainedModelIsActivated() {
    happens(
        fixture.given(requested(FIRST, 1), trained(FIRST, 1)).when(activate(FIRST)),
        activated(FIRST, 1));
  }

  @Test
  void activeModelIsNotActivatedTwice() {
    already(
        fixture
            .given(requested(FIRST, 1), trained(FIRST, 1), activated(FIRST, 1))
            .when(activate(FIRST)),
        1);
  }

  @Test
  void olderVersionCanBeActivatedAgain() {
    happens(
        fixture
            .given(
                requested(FIRST, 1),
                trained(FIRST, 1),
                activated(FIRST, 1),
                requested(SECOND, 2),
                trained(SECOND, 2),
                activated(SECOND, 2))
            .when(activate(FIRST)),
        activated(FIRST, 1));
  }

  @Test
  void newlyTrainedVersionIsPromoted() {
    happens(
        fixture
            .given(
                requested(FIRST, 1),
                trained(FIRST, 1),
                activated(FIRST, 1),
                requested(SECOND, 2),
                trained(SECOND, 2))
            .when(new PromoteModel(SECOND, KNN, NOW)),
        activated(SECOND, 2));
  }

  @Test
  void latePromotionDoesNotBringAnOldModelBack() {
    already(
        fixture
            .given(
                requested(FIRST, 1),
                trained(FIRST, 1),
                activated(FIRST, 1),
                requested(SECOND, 2),
                trained(SECOND, 2),
                activated(SECOND, 2))
            .when(new PromoteModel(FIRST, KNN, NOW)),
        1);
  }

  @Test
  void latePromotionDoesNotUndoGoingBack() {
    already(
        fixture
            .given(
                requested(FIRST, 1),
                trained(FIRST, 1),
                activated(FIRST, 1),
                requested(SECOND, 2),
                trained(SECOND, 2),
                activated(SECOND, 2),
                activated(FIRST, 1))
            .when(new PromoteModel(SECOND, KNN, NOW)),
        2);
  }

  @Test
  void trainingWithoutAModelCannotBePromoted() {
    refused(
        fixture.given(requested(FIRST, 1)).when(new PromoteModel(FIRST, KNN, NOW)),
        "model-unknown");
  }

  @Test
  void trainingWithoutAModelCannotBeActivated() {
    refused(fixture.given(requested(FIRST, 1)).when(activate(FIRST)), "model-unknown");
  }

  @Test
  void stateStaysBoundedAndKeepsTheActiveModel() {
    ModelState state = ModelState.NONE;
    for (int version = 1; version <= 1_000; version++) {
      TrainingId id = new TrainingId("t" + version);
      state = state.evolve(requested(id, version)).evolve(trained(id, version));
      if (version == 1) {
        state = state.evolve(activated(id, version));
      }
    }
    assertThat(state.trainings()).hasSize(ModelState.REMEMBERED);
    assertThat(state.training(FIRST)).isNotNull();
    assertThat(state.training(SECOND)).isNull();
    assertThat(state.version()).isEqualTo(1_000);
  }
}
