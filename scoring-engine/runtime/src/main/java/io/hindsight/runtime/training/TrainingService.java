package io.hindsight.runtime.training;

import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.models.ModelCommand;
import io.hindsight.contracts.models.ModelCommand.CompleteTraining;
import io.hindsight.contracts.models.ModelCommand.FailTraining;
import io.hindsight.contracts.models.Provenance;
import io.hindsight.contracts.models.TrainModel;
import io.hindsight.contracts.models.TrainingStart;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains in the background, one model at a time, on so many threads that a processor keeps serving;
 * their number makes no difference to a model. A training that was begun and not finished when the
 * process ends is lost; whoever asked for it asks again, and gets the same model.
 */
public final class TrainingService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TrainingService.class);
  private static final int MAX_WAITING = 100;
  private static final int MAX_REASON = 500;

  private final Training training;
  private final CommandGateway commands;
  private final InstantSource clock;
  private final Tracer tracer;
  private final Set<TrainingId> underway = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor thread;

  /**
   * @param threads that a training may use
   */
  public TrainingService(
      LogReader log,
      AlgorithmRegistry registry,
      ModelStore store,
      String codeVersion,
      int threads,
      CommandGateway commands,
      InstantSource clock,
      Tracer tracer) {
    this.training = new Training(log, registry, store, codeVersion, threads);
    this.commands = commands;
    this.clock = clock;
    this.tracer = tracer;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> Thread.ofPlatform().name("training").daemon().unstarted(task));
  }

  /**
   * Starts a training and answers at once; does nothing for one that is underway.
   *
   * @throws RejectedExecutionException if too many wait already
   */
  @CommandHandler
  public TrainingStart handle(TrainModel command) {
    if (!underway.add(command.trainingId())) {
      return TrainingStart.UNDERWAY;
    }
    SpanContext cause = Span.current().getSpanContext();
    try {
      thread.execute(() -> run(command, cause));
      return TrainingStart.STARTED;
    } catch (RejectedExecutionException e) {
      underway.remove(command.trainingId());
      throw e;
    }
  }

  private void run(TrainModel command, SpanContext cause) {
    // A trace of its own: it outlives the command, which is answered long before.
    Span span =
        tracer.spanBuilder("train " + command.algorithm()).setNoParent().addLink(cause).startSpan();
    span.setAttribute("hindsight.training", command.trainingId().value());
    span.setAttribute("hindsight.position", command.upTo().value());
    try (var scope = span.makeCurrent()) {
      report(outcome(command, span));
    } catch (LogUnavailable e) {
      // No word on how good the training is: the saga asks for it again.
      log.warn("training {} stopped: {}; it will be asked for again", command.trainingId(), e);
      span.setStatus(StatusCode.ERROR, "log-unavailable");
    } finally {
      underway.remove(command.trainingId());
      span.end();
    }
  }

  // All but an outage is caught: a training that ends without a word would block the next one.
  private ModelCommand outcome(TrainModel command, Span span) {
    try {
      Provenance made = training.run(command);
      log.info(
          "trained {} to {} from {} interactions, model {}",
          command.algorithm(),
          command.upTo(),
          made.interactions(),
          made.contentHash());
      return new CompleteTraining(command.trainingId(), command.algorithm(), made, clock.instant());
    } catch (Training.Refused e) {
      return failed(command, span, e.code, String.valueOf(e.getMessage()));
    } catch (LogUnavailable e) {
      throw e;
    } catch (RuntimeException | Error e) {
      log.error("training {} of {} failed", command.trainingId(), command.algorithm(), e);
      span.recordException(e);
      String reason = e.toString();
      return failed(
          command, span, "failed", reason.substring(0, Math.min(MAX_REASON, reason.length())));
    }
  }

  private FailTraining failed(TrainModel command, Span span, String code, String reason) {
    log.warn("training {} of {}: {} ({})", command.trainingId(), command.algorithm(), code, reason);
    span.setStatus(StatusCode.ERROR, code);
    return new FailTraining(
        command.trainingId(), command.algorithm(), code, reason, clock.instant());
  }

  private void report(ModelCommand outcome) {
    commands
        .<Object>send(outcome)
        .whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                log.error(
                    "the outcome of a training was not stored; it will be asked for again",
                    failure);
              } else if (reply instanceof Reply.Refused(var refusal)) {
                log.warn("the outcome of a training was refused: {}", refusal);
              }
            });
  }

  /** Trainings that run or wait. */
  public int underway() {
    return underway.size();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
