package io.hindsight.command.process;

import io.hindsight.contracts.log.UnregisteredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.repository.AnnotatedSagaRepository;

/** Runs sagas on the log: each type has a processor and a token of its own in process.db. */
public final class SagaProcessors {
  private final ProcessStore store;
  private final StreamableMessageSource<TrackedEventMessage<?>> source;
  private final PolledDeadlineManager deadlines;
  private final List<Object> resources;

  /**
   * @param resources what handler methods of sagas may ask for as parameters, beside the deadline
   *     manager; above all a command gateway
   */
  public SagaProcessors(
      ProcessStore store,
      StreamableMessageSource<TrackedEventMessage<?>> source,
      PolledDeadlineManager deadlines,
      List<Object> resources) {
    this.store = store;
    this.source = source;
    this.deadlines = deadlines;
    this.resources = resources;
  }

  /**
   * A processor, not yet started, that runs sagas of this type from the beginning of the log: a
   * saga that is told of the past again resends what was done, which does no harm, whereas one that
   * was skipped would leave its process hanging.
   */
  public <T> TrackingEventProcessor processor(Class<T> type) {
    String name = "saga-" + type.getSimpleName();
    AnnotatedSagaManager<T> sagas = manager(type);
    deadlines.register(sagas);
    return TrackingEventProcessor.builder()
        .name(name)
        .messageSource(source)
        .tokenStore(store.tokens())
        .transactionManager(store.transactions())
        // An error rolls the saga and the token back together, and stops the processor visibly.
        .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
        .trackingEventProcessorConfiguration(
            TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                .andBatchSize(200)
                .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                .andEventAvailabilityTimeout(500, TimeUnit.MILLISECONDS))
        .eventHandlerInvoker(new StrictInvoker(sagas))
        .build();
  }

  private <T> AnnotatedSagaManager<T> manager(Class<T> type) {
    List<Object> available = new ArrayList<>(resources);
    available.add(deadlines);
    ParameterResolverFactory parameters =
        MultiParameterResolverFactory.ordered(
            ClasspathParameterResolverFactory.forClass(type),
            new SimpleResourceParameterResolverFactory(available));
    return AnnotatedSagaManager.<T>builder()
        .sagaType(type)
        .sagaRepository(
            AnnotatedSagaRepository.<T>builder()
                .sagaType(type)
                .sagaStore(store.sagas())
                .parameterResolverFactory(parameters)
                .build())
        .parameterResolverFactory(parameters)
        // Axon's default only logs, and the saga would have missed the event for good.
        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
        .build();
  }

  /** Stops at events that this program does not know: a saga may be waiting for just those. */
  private record StrictInvoker(EventHandlerInvoker sagas) implements EventHandlerInvoker {
    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
      return event.getPayloadType() == UnregisteredEvent.class || sagas.canHandle(event, segment);
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
      return payloadType == UnregisteredEvent.class || sagas.canHandleType(payloadType);
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
      if (event.getPayloadType() == UnregisteredEvent.class) {
        event.getPayload(); // Throws, and names the event.
      }
      CurrentUnitOfWork.ifStarted(Causes::tell);
      sagas.handle(event, segment);
    }

    @Override
    public boolean supportsReset() {
      return false;
    }
  }
}
