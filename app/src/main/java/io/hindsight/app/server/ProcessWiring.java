package io.hindsight.app.server;

import io.hindsight.command.erasure.Erasure;
import io.hindsight.command.erasure.ErasureReceipts;
import io.hindsight.command.intake.PositionedReplies;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.command.models.Model;
import io.hindsight.command.placements.Placement;
import io.hindsight.command.process.CommandBuses;
import io.hindsight.command.process.PolledDeadlineManager;
import io.hindsight.command.process.ProcessStore;
import io.hindsight.command.process.SagaProcessors;
import io.hindsight.command.seal.SealKeys;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.sagas.SagaTypes;
import io.hindsight.sagas.erasure.ErasurePatience;
import io.hindsight.sagas.erasure.ErasureSaga;
import io.hindsight.sagas.training.TrainingPatience;
import io.hindsight.sagas.training.TrainingSaga;
import io.opentelemetry.api.trace.Tracer;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Buses, aggregates and sagas. */
@Configuration(proxyBeanMethods = false)
class ProcessWiring {
  /** Handlers wait for the disk more than they compute. */
  private static final int COMMAND_THREADS = 32;

  @Bean
  MessageRegistry messageRegistry() {
    return MessageRegistry.ofEventsAnd(SagaTypes.all());
  }

  @Bean(destroyMethod = "shutdown")
  @DecidingNodeOnly
  AsynchronousCommandBus localCommands(Tracer tracer) {
    return CommandBuses.create(COMMAND_THREADS, tracer);
  }

  /** What everybody sends to: an aggregate's reply names its position. */
  @Bean
  @Primary
  @DecidingNodeOnly
  CommandBus commandBus(AsynchronousCommandBus local, LogStore log) {
    return new PositionedReplies(local, log::head);
  }

  @Bean
  CommandGateway commandGateway(CommandBus bus) {
    return DefaultCommandGateway.builder().commandBus(bus).build();
  }

  @Bean
  QueryBus queryBus() {
    return SimpleQueryBus.builder().build();
  }

  @Bean
  QueryGateway queryGateway(QueryBus bus) {
    return DefaultQueryGateway.builder().queryBus(bus).build();
  }

  @Bean
  AggregateAnnotationCommandHandler<Placement> placementCommands(LogStore log) {
    return commands(Placement.class, log);
  }

  @Bean
  AggregateAnnotationCommandHandler<Model> modelCommands(LogStore log) {
    return commands(Model.class, log);
  }

  /** Its receipts are signed where they are decided. */
  @Bean
  AggregateAnnotationCommandHandler<Erasure> erasureCommands(LogStore log, SealKeys keys) {
    ParameterResolverFactory parameters =
        MultiParameterResolverFactory.ordered(
            ClasspathParameterResolverFactory.forClass(Erasure.class),
            new SimpleResourceParameterResolverFactory(
                List.of(new ErasureReceipts(keys.current()))));
    return AggregateAnnotationCommandHandler.<Erasure>builder()
        .aggregateType(Erasure.class)
        .repository(
            EventSourcingRepository.builder(Erasure.class)
                .eventStore(log.eventStore())
                .parameterResolverFactory(parameters)
                .build())
        .parameterResolverFactory(parameters)
        .build();
  }

  private static <T> AggregateAnnotationCommandHandler<T> commands(Class<T> type, LogStore log) {
    return AggregateAnnotationCommandHandler.<T>builder()
        .aggregateType(type)
        .repository(EventSourcingRepository.builder(type).eventStore(log.eventStore()).build())
        .build();
  }

  @Bean
  @WorkerOnly
  ProcessStore processStore(DataDirectory data, LogStore log) {
    return ProcessStore.open(data.file("process.db"), log);
  }

  @Bean
  @WorkerOnly
  PolledDeadlineManager deadlines(ProcessStore store, InstantSource clock) {
    return new PolledDeadlineManager(store, clock);
  }

  @Bean
  @WorkerOnly
  TrackingEventProcessor erasureSaga(
      ProcessStore store,
      SharedEventSource source,
      PolledDeadlineManager deadlines,
      CommandGateway commands,
      InstantSource clock,
      HindsightSettings settings) {
    ErasurePatience patience =
        new ErasurePatience(settings.erasure().patience(), settings.erasure().resends());
    return new SagaProcessors(store, source, deadlines, List.of(commands, clock, patience))
        .processor(ErasureSaga.class);
  }

  @Bean
  @WorkerOnly
  TrackingEventProcessor trainingSaga(
      ProcessStore store,
      SharedEventSource source,
      PolledDeadlineManager deadlines,
      CommandGateway commands,
      HindsightSettings settings) {
    TrainingPatience patience =
        new TrainingPatience(settings.training().patience(), settings.training().resends());
    return new SagaProcessors(store, source, deadlines, List.of(commands, patience))
        .processor(TrainingSaga.class);
  }
}
