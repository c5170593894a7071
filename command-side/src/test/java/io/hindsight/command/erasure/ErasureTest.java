package io.hindsight.command.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.command.seal.SigningKey;
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
import io.hindsight.contracts.erasure.ErasureStep;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ErasureTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final ErasureId ID = new ErasureId("e1");
  private static final SubjectId ANN = new SubjectId("ann");
  private static final LogPosition UP_TO = new LogPosition(40);
  private static final List<LearnedModels> MODELS = List.of(new LearnedModels("item-knn", 2, 4, 4));

  private static final ErasureRequested REQUESTED = new ErasureRequested(ID, ANN, NOW);
  private static final SubjectErased ERASED = new SubjectErased(ID, ANN, NOW);
  private static final StorePurged VIEWS = new StorePurged(ID, ANN, "views", UP_TO, NOW);
  private static final StorePurged SERVING = new StorePurged(ID, ANN, "serving", UP_TO, NOW);
  private static final LearnedModelsListed LISTED = new LearnedModelsListed(ID, ANN, MODELS, NOW);

  private final SigningKey key = SigningKey.generate(new SecureRandom());
  private final AggregateTestFixture<Erasure> fixture = new AggregateTestFixture<>(Erasure.class);

  @BeforeEach
  void wire() {
    fixture.registerInjectableResource(new ErasureReceipts(key));
  }

  private static void already(ResultValidator<Erasure> result) {
    result.expectNoEvents().expectResultMessagePayload(new Reply.Done(LogPosition.START, 0, false));
  }

  private static void refused(ResultValidator<Erasure> result, String code) {
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
  void stepsAreReportedInTheirOrder() {
    fixture
        .given(REQUESTED, ERASED)
        .when(new ReportPurge(ID, "views", UP_TO, NOW))
        .expectEvents(VIEWS);
    fixture
        .given(REQUESTED, ERASED, VIEWS)
        .when(new ReportPurge(ID, "serving", UP_TO, NOW))
        .expectEvents(SERVING);
    fixture
        .given(REQUESTED, ERASED, VIEWS, SERVING)
        .when(new ReportLearnedModels(ID, MODELS, NOW))
        .expectEvents(LISTED);
  }

  @Test
  void whatWasReportedBeforeChangesNothing() {
    already(
        fixture
            .given(REQUESTED, ERASED, VIEWS)
            .when(new ReportPurge(ID, "views", new LogPosition(50), NOW)));
    already(
        fixture
            .given(REQUESTED, ERASED, VIEWS, SERVING, LISTED)
            .when(new ReportPurge(ID, "serving", UP_TO, NOW)));
  }

  @Test
  void noStepIsTakenBeforeTheKeyIsDestroyed() {
    refused(
        fixture.given(REQUESTED).when(new ReportPurge(ID, "views", UP_TO, NOW)),
        "erasure-out-of-step");
    refused(
        fixture.given(REQUESTED, ERASED, VIEWS).when(new CompleteErasure(ID, NOW)),
        "erasure-out-of-step");
  }

  @Test
  void anErasureThatNobodyAskedForIsUnknown() {
    refused(fixture.givenNoPriorActivity().when(new CompleteErasure(ID, NOW)), "erasure-unknown");
  }

  @Test
  void aDelayIsToldOnceForEachStep() {
    ErasureDelayed delayed = new ErasureDelayed(ID, ANN, "purge-views", NOW);
    fixture
        .given(REQUESTED, ERASED)
        .when(new ReportDelay(ID, ErasureStep.PURGE_VIEWS, NOW))
        .expectEvents(delayed);
    already(
        fixture
            .given(REQUESTED, ERASED, delayed)
            .when(new ReportDelay(ID, ErasureStep.PURGE_VIEWS, NOW)));
    already(
        fixture
            .given(REQUESTED, ERASED, VIEWS)
            .when(new ReportDelay(ID, ErasureStep.PURGE_VIEWS, NOW)));
    fixture
        .given(REQUESTED, ERASED, delayed)
        .when(new ReportPurge(ID, "views", UP_TO, NOW))
        .expectEvents(VIEWS);
  }

  @Test
  void theReceiptSaysWhatWasDoneAndItsSignatureHolds() {
    ErasureState state = ErasureState.NONE;
    for (var event : List.of(REQUESTED, ERASED, VIEWS, SERVING, LISTED)) {
      state = state.evolve(event);
    }
    ErasureCompleted completed = new ErasureReceipts(key).complete(state, ID, NOW);
    fixture
        .given(REQUESTED, ERASED, VIEWS, SERVING, LISTED)
        .when(new CompleteErasure(ID, NOW))
        .expectEvents(completed);

    byte[] signature = Base64.getUrlDecoder().decode(completed.signature());
    assertThat(completed.keyId()).isEqualTo(key.verifier().id());
    assertThat(key.verifier().verifies(completed.statement().getBytes(UTF_8), signature)).isTrue();
    String altered = completed.statement().replace("\"upTo\":40", "\"upTo\":41");
    assertThat(altered).isNotEqualTo(completed.statement());
    assertThat(key.verifier().verifies(altered.getBytes(UTF_8), signature)).isFalse();
    JsonNode statement = JsonMapper.builder().build().readTree(completed.statement());
    assertThat(statement.get("erasureId").asString()).isEqualTo("e1");
    assertThat(statement.get("stores").valueStream().map(store -> store.get("store").asString()))
        .containsExactly("keys", "views", "serving", "checkpoints", "models");
    assertThat(statement.at("/learnedModels/0/toVersion").asInt()).isEqualTo(4);
    already(
        fixture
            .given(REQUESTED, ERASED, VIEWS, SERVING, LISTED, completed)
            .when(new CompleteErasure(ID, NOW.plusSeconds(9))));
  }
}
