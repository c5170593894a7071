package io.hindsight.command.placements;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.placements.PlacementCommand.ChangePlacement;
import io.hindsight.contracts.placements.PlacementCommand.CreatePlacement;
import io.hindsight.contracts.placements.PlacementEvent.PlacementChanged;
import io.hindsight.contracts.placements.PlacementEvent.PlacementCreated;
import io.hindsight.contracts.placements.PlacementSettings;
import java.time.Instant;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {
  private static final PlacementId HOME = new PlacementId("home");
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final PlacementSettings TEN = settings("Home", "item-knn", 10, 0.2);
  private static final PlacementSettings TWENTY = settings("Home", "item-knn", 20, 0.2);

  private final AggregateTestFixture<Placement> fixture =
      new AggregateTestFixture<>(Placement.class);

  private static PlacementSettings settings(
      String name, String algorithm, int length, double diversity) {
    return new PlacementSettings(
        name, algorithm, length, diversity, Set.of(InteractionType.PURCHASE));
  }

  private static Reply done(int revision, boolean changed) {
    return new Reply.Done(LogPosition.START, revision, changed);
  }

  private static void refused(ResultValidator<Placement> result, String code) {
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
  void newPlacementIsCreatedInRevisionOne() {
    fixture
        .givenNoPriorActivity()
        .when(new CreatePlacement(HOME, TEN, NOW))
        .expectEvents(new PlacementCreated(HOME, 1, TEN, NOW))
        .expectResultMessagePayload(done(1, true));
  }

  @Test
  void placementIsStoredUnderItsKindAndStream() {
    fixture
        .givenNoPriorActivity()
        .when(new CreatePlacement(HOME, TEN, NOW))
        .expectSuccessfulHandlerExecution();
    var stored = fixture.getEventStore().readEvents("placement/home").next();
    assertThat(stored.getType()).isEqualTo("placement");
    assertThat(stored.getSequenceNumber()).isZero();
  }

  @Test
  void creatingItAgainWithEqualSettingsChangesNothing() {
    fixture
        .given(new PlacementCreated(HOME, 1, TEN, NOW))
        .when(new CreatePlacement(HOME, settings("Home", "item-knn", 10, 0.2), NOW))
        .expectNoEvents()
        .expectResultMessagePayload(done(1, false));
  }

  @Test
  void creatingItAgainWithOtherSettingsIsRefused() {
    refused(
        fixture
            .given(new PlacementCreated(HOME, 1, TEN, NOW))
            .when(new CreatePlacement(HOME, TWENTY, NOW)),
        "placement-exists");
  }

  @Test
  void changeGivesTheNextRevision() {
    fixture
        .given(new PlacementCreated(HOME, 1, TEN, NOW), new PlacementChanged(HOME, 2, TWENTY, NOW))
        .when(new ChangePlacement(HOME, TEN, NOW))
        .expectEvents(new PlacementChanged(HOME, 3, TEN, NOW))
        .expectResultMessagePayload(done(3, true));
  }

  @Test
  void changeToEqualSettingsChangesNothing() {
    fixture
        .given(new PlacementCreated(HOME, 1, TEN, NOW))
        .when(new ChangePlacement(HOME, TEN, NOW))
        .expectNoEvents()
        .expectResultMessagePayload(done(1, false));
  }

  @Test
  void unknownPlacementCannotBeChanged() {
    refused(
        fixture.givenNoPriorActivity().when(new ChangePlacement(HOME, TEN, NOW)),
        "placement-unknown");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void aSampleOfReceiptsOutOfRangeIsRefused(double sample) {
    refused(
        fixture.givenNoPriorActivity().when(new CreatePlacement(HOME, keeping(sample), NOW)),
        "receipt-sample-out-of-range");
  }

  @Test
  void anotherSampleOfReceiptsIsAnotherRevision() {
    fixture
        .given(new PlacementCreated(HOME, 1, TEN, NOW))
        .when(new ChangePlacement(HOME, keeping(0.1), NOW))
        .expectEvents(new PlacementChanged(HOME, 2, keeping(0.1), NOW));
  }

  @Test
  void aSampleOfAllReceiptsIsNoSample() {
    assertThat(keeping(1.0)).isEqualTo(TEN);
    assertThat(keeping(1.0).unfitToLearnFrom()).isNull();
  }

  @Test
  void whereReceiptsAreSampledNothingMayBeLearnt() {
    assertThat(keeping(0.5).unfitToLearnFrom())
        .extracting(Refusal::code)
        .isEqualTo("receipts-sampled");
  }

  private static PlacementSettings keeping(double sample) {
    return new PlacementSettings(
        TEN.name(), TEN.algorithm(), TEN.listLength(), TEN.diversity(), TEN.consumedBy(), sample);
  }

  @ParameterizedTest
  @CsvSource({
    "' ', item-knn, 10, 0, name-missing",
    "a\u0000b, item-knn, 10, 0, text-malformed",
    "Home, astrology, 10, 0, algorithm-unknown",
    "Home, item-knn, 0, 0, list-length-out-of-range",
    "Home, item-knn, 101, 0, list-length-out-of-range",
    "Home, item-knn, 10, -0.1, diversity-out-of-range",
    "Home, item-knn, 10, 1.1, diversity-out-of-range",
    "Home, item-knn, 10, NaN, diversity-out-of-range"
  })
  void settingsOutOfRangeAreRefused(
      String name, String algorithm, int length, double diversity, String code) {
    PlacementSettings settings = settings(name, algorithm, length, diversity);
    refused(fixture.givenNoPriorActivity().when(new CreatePlacement(HOME, settings, NOW)), code);
    AggregateTestFixture<Placement> existing = new AggregateTestFixture<>(Placement.class);
    refused(
        existing
            .given(new PlacementCreated(HOME, 1, TEN, NOW))
            .when(new ChangePlacement(HOME, settings, NOW)),
        code);
  }
}
