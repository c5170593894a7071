package io.hindsight.sagas.erasure;

import io.hindsight.contracts.erasure.ErasureCommand.CompleteErasure;
import io.hindsight.contracts.erasure.ErasureCommand.ReportDelay;
import io.hindsight.contracts.erasure.ErasureCommand.ReportLearnedModels;
import io.hindsight.contracts.erasure.ErasureCommand.ReportPurge;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureCompleted;
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
import io.hindsight.contracts.models.ModelCommand.MarkForRetraining;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
 * Sees one erasure through. Every step may be lost with the process that carried it, so each is
 * sent again until its outcome is in the log; doing one twice does no harm. A step that stays
 * without an outcome is reported as delayed, for people to see, and goes on being tried: a person's
 * right does not run out, so this ends with the receipt and in no other way.
 *
 * <p>Commands are only sent, never waited for: this runs inside the transaction of process.db. What
 * a store answers is reported to the erasure by the callback, and comes back as an event.
 */
public class ErasureSaga {
  static final String OVERDUE = "erasure-overdue";

  private static final String BY_ERASURE = "erasureId";
  private static final Logger log = LoggerFactory.getLogger(ErasureSaga.class);

  private ErasureId erasure;
  private SubjectId subject;
  private ErasureStep step = ErasureStep.DESTROY_KEY;
  private int resends;
  private @Nullable String overdue;

  /** For Axon, which calls a handler of the starting event next. */
  @SuppressWarnings("NullAway.Init")
  public ErasureSaga() {}

  @StartSaga
  @SagaEventHandler(associationProperty = BY_ERASURE)
  void on(
      ErasureRequested event,
      CommandGateway commands,
      DeadlineManager deadlines,
      InstantSource clock,
      ErasurePatience patience) {
    erasure = event.erasureId();
    subject = event.subjectId();
    enter(ErasureStep.DESTROY_KEY, commands, deadlines, clock, patience);
  }

  @SagaEventHandler(associationProperty = BY_ERASURE)
  void on(
      SubjectErased event,
      CommandGateway commands,
      DeadlineManager deadlines,
      InstantSource clock,
      ErasurePatience patience) {
    enter(ErasureStep.PURGE_VIEWS, commands, deadlines, clock, patience);
  }

  @SagaEventHandler(associationProperty = BY_ERASURE)
  void on(
      StorePurged event,
      CommandGateway commands,
      DeadlineManager deadlines,
      InstantSource clock,
      ErasurePatience patience) {
    enter(
        event.store().equals(ErasureStep.VIEWS)
            ? ErasureStep.PURGE_SERVING
            : ErasureStep.LIST_MODELS,
        commands,
        deadlines,
        clock,
        patience);
  }

  @SagaEventHandler(associationProperty = BY_ERASURE)
  void on(
      LearnedModelsListed event,
      CommandGateway commands,
      DeadlineManager deadlines,
      InstantSource clock,
      ErasurePatience patience) {
    enter(ErasureStep.COMPLETE, commands, deadlines, clock, patience);
  }

  @EndSaga
  @SagaEventHandler(associationProperty = BY_ERASURE)
  void on(ErasureCompleted event, DeadlineManager deadlines) {
    disarm(deadlines);
  }

  @DeadlineHandler(deadlineName = OVERDUE)
  void onOverdue(
      @Timestamp Instant now,
      CommandGateway commands,
      DeadlineManager deadlines,
      InstantSource clock,
      ErasurePatience patience) {
    overdue = null;
    if (resends < patience.resends()) {
      resends++;
      arm(deadlines, patience.interval());
    } else {
      watch(commands.send(new ReportDelay(erasure, step, now)), "ReportDelay");
      arm(deadlines, patience.afterDelay());
    }
    send(commands, clock);
  }

  private void enter(
      ErasureStep next,
      CommandGateway commands,
      DeadlineManager deadlines,
      InstantSource clock,
      ErasurePatience patience) {
    step = next;
    resends = 0;
    disarm(deadlines);
    arm(deadlines, patience.interval());
    send(commands, clock);
  }

  private void send(CommandGateway commands, InstantSource clock) {
    ErasureId id = erasure;
    SubjectId who = subject;
    CompletableFuture<?> outcome =
        switch (step) {
          case DESTROY_KEY -> commands.send(new DestroySubjectKey(id, who));
          case PURGE_VIEWS ->
              commands
                  .<Purge>send(new PurgeViews(who))
                  .thenCompose(
                      purge -> reported(purge, id, ErasureStep.VIEWS, commands, clock.instant()));
          case PURGE_SERVING ->
              commands
                  .<Purge>send(new PurgeServing(who))
                  .thenCompose(
                      purge -> reported(purge, id, ErasureStep.SERVING, commands, clock.instant()));
          case LIST_MODELS ->
              commands
                  .<List<LearnedModels>>send(new FindLearnedModels(who))
                  .thenCompose(models -> marked(models, id, commands, clock.instant()));
          case COMPLETE -> commands.send(new CompleteErasure(id, clock.instant()));
        };
    watch(outcome, step.wireName());
  }

  private static CompletableFuture<?> reported(
      @Nullable Purge purge, ErasureId id, String store, CommandGateway commands, Instant now) {
    return switch (purge) {
      case Purge.Done done -> commands.send(new ReportPurge(id, store, done.upTo(), now));
      case Purge.NotYet notYet -> {
        log.info("erasure {}: {} not purged yet: {}", id, store, notYet.why());
        yield CompletableFuture.completedFuture(null);
      }
      case null -> CompletableFuture.completedFuture(null);
    };
  }

  /** The list is reported once every model knows. */
  private static CompletableFuture<?> marked(
      @Nullable List<LearnedModels> models, ErasureId id, CommandGateway commands, Instant now) {
    if (models == null) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<?>[] marks =
        models.stream()
            .filter(model -> model.servingVersion() != null)
            .map(
                model ->
                    commands.send(
                        new MarkForRetraining(model.algorithm(), model.servingVersion(), id, now)))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(marks)
        .thenCompose(all -> commands.send(new ReportLearnedModels(id, models, now)));
  }

  private void watch(CompletableFuture<?> outcome, String what) {
    ErasureId id = erasure;
    outcome.exceptionally(
        failure -> {
          log.warn("erasure {}: {} failed, it will be sent again", id, what, failure);
          return null;
        });
  }

  private void arm(DeadlineManager deadlines, Duration within) {
    overdue = deadlines.schedule(within, OVERDUE);
  }

  private void disarm(DeadlineManager deadlines) {
    if (overdue != null) {
      deadlines.cancelSchedule(OVERDUE, overdue);
      overdue = null;
    }
  }
}
