package io.hindsight.sagas.retention;

import io.hindsight.contracts.erasure.Purge;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.retention.RetentionEvent.RetentionCompleted;
import io.hindsight.contracts.retention.RetentionEvent.StoreSettled;
import io.hindsight.contracts.retention.RetentionOrder;
import io.hindsight.contracts.retention.RetentionOrder.CompleteRetention;
import io.hindsight.contracts.retention.RetentionOrder.ReportSettled;
import io.hindsight.contracts.retention.RetentionOrder.SettleServing;
import io.hindsight.contracts.retention.RetentionOrder.SettleViews;
import io.hindsight.sagas.erasure.ErasurePatience;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every store lets go of what was forgotten, and that there is a receipt for it. A
 * step is sent again until its outcome is in the log, however long that takes; doing one twice does
 * no harm.
 *
 * <p>Commands are only sent, never waited for: this runs inside the transaction of process.db.
 */
public class RetentionSaga {
  static final String OVERDUE = "retention-overdue";

  private static final String BY_RETENTION = "retentionId";
  private static final Logger log = LoggerFactory.getLogger(RetentionSaga.class);

  /** What is next. */
  enum Step {
    VIEWS,
    SERVING,
    COMPLETE
  }

  private RetentionId retention;
  private Step step = Step.VIEWS;
  private int resends;
  private @Nullable String overdue;

  /** For Axon, which calls a handler of the starting event next. */
  @SuppressWarnings("NullAway.Init")
  public RetentionSaga() {}

  @StartSaga
  @SagaEventHandler(associationProperty = BY_RETENTION)
  void on(
      InteractionsForgotten event,
      CommandGateway commands,
      DeadlineManager deadlines,
      ErasurePatience patience) {
    retention = event.retentionId();
    enter(Step.VIEWS, commands, deadlines, patience);
  }

  @SagaEventHandler(associationProperty = BY_RETENTION)
  void on(
      StoreSettled event,
      CommandGateway commands,
      DeadlineManager deadlines,
      ErasurePatience patience) {
    boolean views = event.store().equals(RetentionOrder.VIEWS);
    enter(views ? Step.SERVING : Step.COMPLETE, commands, deadlines, patience);
  }

  @EndSaga
  @SagaEventHandler(associationProperty = BY_RETENTION)
  void on(RetentionCompleted event, DeadlineManager deadlines) {
    disarm(deadlines);
  }

  /**
   * @param now so that Axon does not take the next parameter for the deadline's content
   */
  @DeadlineHandler(deadlineName = OVERDUE)
  void onOverdue(
      @Timestamp Instant now,
      CommandGateway commands,
      DeadlineManager deadlines,
      ErasurePatience patience) {
    overdue = null;
    resends++;
    if (resends > patience.resends()) {
      log.warn("event=retention-delayed id={} step={} at={}", retention, step, now);
      overdue = deadlines.schedule(patience.afterDelay(), OVERDUE);
    } else {
      overdue = deadlines.schedule(patience.interval(), OVERDUE);
    }
    send(commands);
  }

  private void enter(
      Step next, CommandGateway commands, DeadlineManager deadlines, ErasurePatience patience) {
    step = next;
    resends = 0;
    disarm(deadlines);
    overdue = deadlines.schedule(patience.interval(), OVERDUE);
    send(commands);
  }

  private void send(CommandGateway commands) {
    RetentionId id = retention;
    CompletableFuture<?> outcome =
        switch (step) {
          case VIEWS ->
              commands
                  .<Purge>send(new SettleViews(id))
                  .thenCompose(purge -> reported(purge, id, RetentionOrder.VIEWS, commands));
          case SERVING ->
              commands
                  .<Purge>send(new SettleServing(id))
                  .thenCompose(purge -> reported(purge, id, RetentionOrder.SERVING, commands));
          case COMPLETE -> commands.send(new CompleteRetention(id));
        };
    outcome.exceptionally(
        failure -> {
          log.warn("retention {}: a step failed, it will be sent again", id, failure);
          return null;
        });
  }

  private static CompletableFuture<?> reported(
      @Nullable Purge purge, RetentionId id, String store, CommandGateway commands) {
    return switch (purge) {
      case Purge.Done done -> commands.send(new ReportSettled(id, store, done.upTo()));
      case Purge.NotYet notYet -> {
        log.info("retention {}: {} not settled yet: {}", id, store, notYet.why());
        yield CompletableFuture.completedFuture(null);
      }
      case null -> CompletableFuture.completedFuture(null);
    };
  }

  private void disarm(DeadlineManager deadlines) {
    if (overdue != null) {
      deadlines.cancelSchedule(OVERDUE, overdue);
      overdue = null;
    }
  }
}
