package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.readmodel.store.ViewReader;
import io.hindsight.readmodel.views.Views;
import io.hindsight.runtime.models.ModelStore;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the serving state up with the log. Starts from a checkpoint, else from the beginning, and
 * writes one every so many events and at the end.
 */
public final class ServingProcessor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServingProcessor.class);
  private static final int BATCH = 1_000;
  private static final int WAIT_FOR_EVENTS_MS = 50;

  /** While images are small, this often: an answer about the past folds about as many. */
  private static final int CHECKPOINT_EVENTS = 10_000;

  /** An event is about ten times as many in the log: images are to add a tenth to it, no more. */
  private static final int CHECKPOINT_BYTES_AN_EVENT = 50;

  /** As many events as the history view takes in at once. */
  private static final int SOON_CAUGHT_UP = 10_000;

  private final Checkpoints checkpoints;
  private final ServingCore core;
  private final TrackingEventProcessor processor;
  private final ServingSettings settings;
  private final AtomicBoolean writing = new AtomicBoolean();
  private LogPosition checkpointed;
  private @Nullable Thread writer;

  /**
   * Loads the checkpoint and its models; call before views are asked for, from any thread.
   *
   * @param source the log's events, in its order
   * @param tokens makes the source's token of a position
   * @param head the last position of the log now: checkpoints beyond it are dropped
   * @param reader of the same log, for what one person says of themselves
   */
  public ServingProcessor(
      StreamableMessageSource<TrackedEventMessage<?>> source,
      LongFunction<TrackingToken> tokens,
      LogPosition head,
      LogReader reader,
      ViewReader views,
      ViewProgress progress,
      ModelStore models,
      Checkpoints checkpoints,
      ServingSettings settings,
      Tracer tracer) {
    this.checkpoints = checkpoints;
    this.settings = settings;
    checkpoints.dropBeyond(head);
    FoldImage start = startingPoint(checkpoints, head, views.position(Views.HISTORY));
    checkpointed = start == null ? LogPosition.START : start.position();
    log.info("serving starts from position {} of {}", checkpointed, head);
    core =
        new ServingCore(
            start,
            new ModelSwitch(models),
            new ViewHistory(views, progress, reader),
            progress,
            settings,
            System::nanoTime);
    processor =
        TrackingEventProcessor.builder()
            .name(ServingCore.NAME)
            .messageSource(source)
            .eventHandlerInvoker(new ServingInvoker(core))
            .tokenStore(new ServingTokenStore(core, tokens, tracer, this::afterPublish))
            .transactionManager(NoTransactionManager.instance())
            .errorHandler(PropagatingErrorHandler.instance())
            .storingTokensAfterProcessing()
            .trackingEventProcessorConfiguration(
                TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                    .andBatchSize(BATCH)
                    .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                    .andEventAvailabilityTimeout(WAIT_FOR_EVENTS_MS, TimeUnit.MILLISECONDS))
            .build();
  }

  /**
   * The newest checkpoint that the history view has come to, or nearly: what was done between the
   * two is not in the tail, and people would be served from before it until the view is there.
   * Where the view is behind all of them, the newest.
   */
  private static @Nullable FoldImage startingPoint(
      Checkpoints checkpoints, LogPosition head, LogPosition history) {
    long near = Math.min(head.value(), history.value() + SOON_CAUGHT_UP);
    return checkpoints
        .latest(new LogPosition(near))
        .or(() -> checkpoints.latest(head))
        .orElse(null);
  }

  public ServingState state() {
    return core;
  }

  public void start() {
    processor.start();
  }

  /** What has been folded, published or not. */
  public LogPosition position() {
    return core.position();
  }

  /** Why the fold does not go on; empty while it does. */
  public Optional<String> problem() {
    return processor.processingStatus().values().stream()
        .filter(EventTrackerStatus::isErrorState)
        .map(status -> String.valueOf(status.getError()))
        .findFirst();
  }

  /** Algorithms whose active model's artifact cannot be read: they serve without it. */
  public Set<String> missingModels() {
    return core.missingModels();
  }

  /** Holds nothing of the person in memory. */
  void forget(SubjectId subject) {
    core.forget(subject);
  }

  public int personsInMemory() {
    return core.personsInMemory();
  }

  /** How much of the heap is taken by what persons did since the history view's position. */
  public long tailBytes() {
    return core.tailBytes();
  }

  /** Stops folding, then writes a last checkpoint. */
  @Override
  public void close() {
    processor.shutDown();
    Thread last = writer;
    if (last != null) {
      joinQuietly(last);
    }
    if (core.position().value() > checkpointed.value()) {
      write(core.image());
    }
  }

  // On the fold's thread. Copying the counts takes moments; the file is written beside the fold.
  private void afterPublish() {
    if (core.position().value() - checkpointed.value() >= checkpointEvents()
        && writing.compareAndSet(false, true)) {
      FoldImage image = core.image();
      checkpointed = image.position();
      writer =
          Thread.ofPlatform()
              .name("serving-checkpoint")
              .daemon()
              .start(
                  () -> {
                    try {
                      write(image);
                    } finally {
                      writing.set(false);
                    }
                  });
    }
  }

  private long checkpointEvents() {
    return Math.clamp(
        checkpoints.lastBytes() / CHECKPOINT_BYTES_AN_EVENT,
        Math.min(CHECKPOINT_EVENTS, settings.checkpointEvents()),
        settings.checkpointEvents());
  }

  private void write(FoldImage image) {
    try {
      checkpoints.write(image);
    } catch (IOException | RuntimeException e) {
      log.warn("checkpoint {} was not written: {}", image.position(), e.toString());
    }
  }

  private static void joinQuietly(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
