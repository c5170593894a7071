package io.hindsight.sagas.retention;

import io.hindsight.contracts.erasure.Purge;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.retention.RetentionEvent.RetentionCompleted;
import io.hindsight.contracts.retention.RetentionEvent.StoreSettled;
import io.hindsight.contracts.retention.RetentionOrder.CompleteRetention;
import io.hindsight.contracts.retention.RetentionOrder.ReportSettled;
import io.hindsight.contracts.retention.RetentionOrder.SettleServing;
import io.hindsight.contracts.retention.RetentionOrder.SettleViews;
import io.hindsight.sagas.erasure.ErasurePatience;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionSagaTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final LogPosition UP_TO = new LogPosition(40);
  private static final RetentionId ID = new RetentionId("view-2025-11");
  private static final InteractionsForgotten FORGOTTEN =
      new InteractionsForgotten(ID, InteractionType.VIEW, "2025-11", "P90D", NOON);
  private static final StoreSettled VIEWS = new StoreSettled(ID, "views", UP_TO, NOON);
  private static final StoreSettled SERVING = new StoreSettled(ID, "serving", UP_TO, NOON);

  private final SagaTestFixture<RetentionSaga> saga = new SagaTestFixture<>(RetentionSaga.class);
  private Purge settled = new Purge.Done(UP_TO);

  @BeforeEach
  void wire() {
    saga.registerResource(new ErasurePatience(MINUTE, 2));
    saga.setCallbackBehavior(
        (payload, metaData) ->
            switch (payload) {
              case SettleViews views -> settled;
              case SettleServing serving -> settled;
              default -> null;
            });
  }

  @Test
  void viewsThenServingThenTheReceiptWhichEndsIt() throws Exception {
    saga.givenCurrentTime(NOON)
        .whenPublishingA(FORGOTTEN)
        .expectActiveSagas(1)
        .expectDispatchedCommands(new SettleViews(ID), new ReportSettled(ID, "views", UP_TO))
        .expectScheduledDeadlineWithName(MINUTE, RetentionSaga.OVERDUE);
  }

  @Test
  void afterTheViewsTheServingState() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(FORGOTTEN)
        .whenPublishingA(VIEWS)
        .expectDispatchedCommands(new SettleServing(ID), new ReportSettled(ID, "serving", UP_TO));
  }

  @Test
  void atLastTheReceipt() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(FORGOTTEN)
        .andThenAPublished(VIEWS)
        .whenPublishingA(SERVING)
        .expectDispatchedCommands(new CompleteRetention(ID));
  }

  @Test
  void theReceiptEndsIt() throws Exception {
    saga.givenCurrentTime(NOON)
        .andThenAPublished(FORGOTTEN)
        .andThenAPublished(VIEWS)
        .andThenAPublished(SERVING)
        .whenPublishingA(new RetentionCompleted(ID, "{}", "k", "s", NOON))
        .expectActiveSagas(0)
        .expectNoScheduledDeadlines();
  }

  @Test
  void aStepWithoutOutcomeIsSentAgainForEver() throws Exception {
    settled = new Purge.NotYet("readers at work");
    saga.givenCurrentTime(NOON)
        .andThenAPublished(FORGOTTEN)
        .andThenTimeElapses(MINUTE.multipliedBy(2))
        .whenTimeElapses(MINUTE)
        .expectActiveSagas(1)
        .expectDispatchedCommands(new SettleViews(ID))
        .expectScheduledDeadlineWithName(MINUTE.multipliedBy(20), RetentionSaga.OVERDUE);
  }
}
