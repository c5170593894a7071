package io.hindsight.sagas.training;

import io.hindsight.contracts.models.ModelCommand.FailTraining;
import io.hindsight.contracts.models.ModelCommand.PromoteModel;
import io.hindsight.contracts.models.ModelEvent.ModelActivated;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.models.ModelEvent.TrainingFailed;
import io.hindsight.contracts.models.ModelEvent.TrainingRequested;
import io.hindsight.contracts.models.TrainModel;
import io.hindsight.contracts.models.TrainingStart;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees one training through: has it trained, has its model activated. Every command may be lost
 * with the process that carried it, so each is sent again until its outcome is in the log; whoever
 * receives one twice does nothing the second time.
 *
 * <p>Commands are only sent, never waited for: this runs inside the transaction of process.db. What
 * a resent {@link TrainModel} answers comes back as a message of its own, by way of a deadline that
 * is due at once.
 */
public class TrainingSaga {
  static final String OVERDUE = "training-overdue";
  static final String ALIVE = "training-alive";

  private static final String BY_TRAINING = "trainingId";
  private static final Logger log = LoggerFactory.getLogger(TrainingSaga.class);

  enum Step {
    TRAINING,
    ACTIVATING,
    FAILING
  }

  private TrainModel order;
  private Step step = Step.TRAINING;
  private int resends;
  private @Nullable String overdue;

  /** For Axon, which calls a handler of the starting event next. */
  @SuppressWarnings("NullAway.Init")
  public TrainingSaga() {}

  @StartSaga
  @SagaEventHandler(associationProperty = BY_TRAINING)
  void on(
      TrainingRequested event,
      @Timestamp Instant now,
      CommandGateway commands,
      DeadlineManager deadlines,
      TrainingPatience patience,
      ScopeDescriptor me) {
    order =
        new TrainModel(
            event.trainingId(), event.algorithm(), event.settings(), event.seed(), event.upTo());
    enter(Step.TRAINING, now, commands, deadlines, patience, me);
  }

  @SagaEventHandler(associationProperty = BY_TRAINING)
  void on(
      ModelTrained event,
      @Timestamp Instant now,
      CommandGateway commands,
      DeadlineManager deadlines,
      TrainingPatience patience,
      ScopeDescriptor me) {
    enter(Step.ACTIVATING, now, commands, deadlines, patience, me);
  }

  @EndSaga
  @SagaEventHandler(associationProperty = BY_TRAINING)
  void on(ModelActivated event, DeadlineManager deadlines) {
    disarm(deadlines);
  }

  @EndSaga
  @SagaEventHandler(associationProperty = BY_TRAINING)
  void on(TrainingFailed event, DeadlineManager deadlines) {
    disarm(deadlines);
  }

  /** The resent command found the training at work: it is slow, not lost. */
  @DeadlineHandler(deadlineName = ALIVE)
  void onAlive() {
    resends = 0;
  }

  @DeadlineHandler(deadlineName = OVERDUE)
  void onOverdue(
      @Timestamp Instant now,
      CommandGateway commands,
      DeadlineManager deadlines,
      TrainingPatience patience,
      ScopeDescriptor me) {
    overdue = null;
    if (resends < patience.resends()) {
      resends++;
      send(now, commands, deadlines, me);
      arm(deadlines, patience);
    } else if (step == Step.TRAINING) {
      enter(Step.FAILING, now, commands, deadlines, patience, me);
    } else {
      log.error(
          "training {} of {} is given up while {}: its command brings no outcome",
          order.trainingId(),
          order.algorithm(),
          step);
      SagaLifecycle.end();
    }
  }

  private void enter(
      Step next,
      Instant now,
      CommandGateway commands,
      DeadlineManager deadlines,
      TrainingPatience patience,
      ScopeDescriptor me) {
    step = next;
    resends = 0;
    disarm(deadlines);
    send(now, commands, deadlines, me);
    arm(deadlines, patience);
  }

  private void send(
      Instant now, CommandGateway commands, DeadlineManager deadlines, ScopeDescriptor me) {
    TrainModel training = order;
    Object command =
        switch (step) {
          case TRAINING -> training;
          case ACTIVATING -> new PromoteModel(training.trainingId(), training.algorithm(), now);
          case FAILING ->
              new FailTraining(
                  training.trainingId(),
                  training.algorithm(),
                  "timeout",
                  "the training was started again and again, and never ended",
                  now);
        };
    commands
        .send(command)
        .thenAccept(
            answer -> {
              if (answer == TrainingStart.UNDERWAY) {
                deadlines.schedule(Duration.ZERO, ALIVE, null, me);
              }
            })
        .exceptionally(
            failure -> {
              log.warn(
                  "{} for training {} of {} failed, it will be sent again",
                  command.getClass().getSimpleName(),
                  training.trainingId(),
                  training.algorithm(),
                  failure);
              return null;
            });
  }

  private void arm(DeadlineManager deadlines, TrainingPatience patience) {
    overdue = deadlines.schedule(patience.interval(), OVERDUE);
  }

  private void disarm(DeadlineManager deadlines) {
    if (overdue != null) {
      deadlines.cancelSchedule(OVERDUE, overdue);
      overdue = null;
    }
  }
}
