package io.hindsight.app.server;

import io.hindsight.command.consent.ConsentIntake;
import io.hindsight.command.erasure.Erasure;
import io.hindsight.command.erasure.ErasureIntake;
import io.hindsight.command.intake.ImpressionIntake;
import io.hindsight.command.intake.InteractionIntake;
import io.hindsight.command.intake.ItemIntake;
import io.hindsight.command.intake.ProfileIntake;
import io.hindsight.command.intake.ReadRecorder;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.models.Model;
import io.hindsight.command.placements.Placement;
import io.hindsight.command.process.PolledDeadlineManager;
import io.hindsight.contracts.time.Ids;
import io.hindsight.query.handling.QuestionHandlers;
import io.hindsight.query.handling.Subscriber;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.runtime.serving.ServingProcessor;
import io.hindsight.runtime.serving.ServingPurge;
import io.hindsight.runtime.training.LearnedModelsFinder;
import io.hindsight.runtime.training.TrainingService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.queryhandling.QueryBus;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The order of start and stop: handlers, folds, sagas, and only then, being the last in Spring's
 * order, the web server. It stops first, so that nobody is told that something was stored by a part
 * that is gone.
 */
@Configuration(proxyBeanMethods = false)
class Lifecycle {
  private static final Duration DEADLINE_POLL = Duration.ofSeconds(1);

  @Bean
  SmartLifecycle questions(QueryBus queries, List<QuestionHandlers> questions) {
    return new Phase(
        1,
        () -> questions.forEach(handler -> handler.subscribe(new Subscriber(queries))),
        () -> {});
  }

  @Bean
  @DecidingNodeOnly
  SmartLifecycle commands(
      CommandBus commands,
      InteractionIntake interactions,
      ImpressionIntake impressions,
      ItemIntake items,
      ProfileIntake profiles,
      TrainingService trainings,
      ReadRecorder audits,
      AggregateAnnotationCommandHandler<Placement> placements,
      AggregateAnnotationCommandHandler<Model> models,
      AggregateAnnotationCommandHandler<Erasure> erasures,
      ErasureIntake erasing,
      ConsentIntake consents,
      ServingPurge servingPurge,
      LearnedModelsFinder learned) {
    return new Phase(
        1,
        () -> {
          for (Object handler :
              List.of(
                  interactions,
                  impressions,
                  items,
                  profiles,
                  trainings,
                  audits,
                  erasing,
                  consents,
                  servingPurge,
                  learned)) {
            new AnnotationCommandHandlerAdapter<>(handler).subscribe(commands);
          }
          placements.subscribe(commands);
          models.subscribe(commands);
          erasures.subscribe(commands);
        },
        () -> {});
  }

  @Bean
  SmartLifecycle folds(NodeViews views, ServingProcessor serving) {
    return new Phase(
        2,
        () -> {
          views.start();
          serving.start();
        },
        () -> {
          serving.close();
          views.close();
        });
  }

  @Bean
  @WorkerOnly
  SmartLifecycle processes(List<TrackingEventProcessor> sagas, PolledDeadlineManager deadlines) {
    return new Phase(
        3,
        () -> {
          sagas.forEach(TrackingEventProcessor::start);
          deadlines.start(DEADLINE_POLL);
        },
        () -> {
          sagas.forEach(TrackingEventProcessor::shutDown);
          deadlines.close();
        });
  }

  @Bean
  SmartLifecycle welcome(
      LogStore log,
      ViewReader views,
      ServingProcessor serving,
      CommandGateway commands,
      InstantSource clock,
      Ids ids,
      HindsightSettings settings) {
    Welcome welcome = new Welcome(log, views, serving, commands, clock, ids);
    return new Phase(
        4,
        settings.isWorker()
            ? () -> welcome.prepare(settings.training().atStart())
            : welcome::catchUp,
        () -> {});
  }

  /** One step of the start, undone in reverse order. */
  static final class Phase implements SmartLifecycle {
    private final int phase;
    private final Runnable onStart;
    private final Runnable onStop;
    private volatile boolean running;

    Phase(int phase, Runnable onStart, Runnable onStop) {
      this.phase = phase;
      this.onStart = onStart;
      this.onStop = onStop;
    }

    @Override
    public void start() {
      onStart.run();
      running = true;
    }

    @Override
    public void stop() {
      running = false;
      onStop.run();
    }

    @Override
    public boolean isRunning() {
      return running;
    }

    @Override
    public int getPhase() {
      return phase;
    }
  }
}
