package io.hindsight.projections.processing;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.projections.source.SharedEventSource;
import io.hindsight.readmodel.store.ViewGeneration;
import io.opentelemetry.api.trace.Tracer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** Keeps one generation of one view up to date: one thread, from the position it left off. */
public final class ViewProcessor<T> {

  /**
   * Reached only when behind; then a page of the store is written once for many of its rows. A
   * dozen views may be behind at once, and each event of a batch takes about a kilobyte.
   */
  private static final int BATCH =
      (int) Math.clamp(Runtime.getRuntime().maxMemory() / 100_000, 10_000L, 50_000L);

  private static final int IDLE_MILLIS = 100;

  private final ViewGeneration<T> generation;
  private final ViewFolder<T> folder;
  private final TrackingEventProcessor processor;

  /**
   * @param name of the processor and its thread
   * @param held whether no batch is to begin now, given how far the view has come
   * @param onReached told, on the processor's thread, after rows up to a position can be read
   */
  public ViewProcessor(
      String name,
      ViewProjection<T> projection,
      ViewGeneration<T> generation,
      SharedEventSource source,
      Tracer tracer,
      Predicate<LogPosition> held,
      Consumer<LogPosition> onReached) {
    this.generation = generation;
    this.folder = new ViewFolder<>(projection, generation, tracer, onReached);
    this.processor =
        TrackingEventProcessor.builder()
            .name(name)
            .eventHandlerInvoker(folder)
            .errorHandler(PropagatingErrorHandler.instance())
            .messageSource(
                new ConsiderateSource(
                    source.only(folder::canHandleType),
                    folder::isCareful,
                    () -> held.test(folder.reached())))
            .tokenStore(new FolderTokens(folder, source))
            .transactionManager(NoTransactionManager.instance())
            .storingTokensAfterProcessing()
            .trackingEventProcessorConfiguration(
                TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                    .andBatchSize(BATCH)
                    .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                    .andEventAvailabilityTimeout(IDLE_MILLIS, TimeUnit.MILLISECONDS))
            .build();
  }

  public ViewGeneration<T> generation() {
    return generation;
  }

  public void start() {
    processor.start();
  }

  /** Completes when the last batch is stored and the thread has ended. */
  public CompletableFuture<Void> stop() {
    return processor.shutdownAsync().thenRun(folder::settle);
  }

  /** Up to where the rows can be read. */
  public LogPosition reached() {
    return folder.reached();
  }

  /**
   * Why the view does not move on; null while it does. Retried ever more seldom, up to a minute.
   */
  public @Nullable String problem() {
    String known = folder.problem();
    if (known != null) {
      return known;
    }
    for (var status : processor.processingStatus().values()) {
      if (status.isErrorState()) {
        Throwable error = status.getError();
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
      }
    }
    return processor.isError() ? "the processor broke down; see the log" : null;
  }
}
