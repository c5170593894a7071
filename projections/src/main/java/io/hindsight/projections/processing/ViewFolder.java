package io.hindsight.projections.processing;

import io.hindsight.contracts.log.EventTypes;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.readmodel.store.ViewGeneration;
import io.hindsight.readmodel.store.ViewGeneration.Batch;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds batches of events into one generation of one view. Events only fill a buffer, which belongs
 * to the batch's unit of work and dies with it; {@link #flush} stores rows and position together.
 */
final class ViewFolder<T> implements EventHandlerInvoker {
  private static final Logger LOG = LoggerFactory.getLogger(ViewFolder.class);

  /** A position that moved past nothing but foreign events is stored this often. */
  private static final long IDLE_STORE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final Set<Class<?>> KNOWN =
      EventTypes.all().stream().map(MessageType::javaClass).collect(Collectors.toUnmodifiableSet());

  private final String resource = "ViewFolder/" + System.identityHashCode(this);
  private final ViewProjection<T> projection;
  private final ViewGeneration<T> generation;
  private final Set<Class<?>> wanted;
  private final Tracer tracer;
  private final Consumer<LogPosition> onReached;

  private LogPosition stored;
  private long storedAt = System.nanoTime();
  private volatile LogPosition reached;
  private volatile @Nullable String problem;
  private volatile long troubleAt;

  /** A write failed: the store may have carried it out all the same. */
  private boolean unsure;

  /**
   * @param onReached told after rows up to a position can be read
   */
  ViewFolder(
      ViewProjection<T> projection,
      ViewGeneration<T> generation,
      Tracer tracer,
      Consumer<LogPosition> onReached) {
    this.projection = projection;
    this.generation = generation;
    this.wanted =
        KNOWN.stream()
            .filter(type -> !projection.ignores(type))
            .collect(Collectors.toUnmodifiableSet());
    this.tracer = tracer;
    this.onReached = onReached;
    this.stored = generation.position();
    this.reached = stored;
  }

  LogPosition reached() {
    return reached;
  }

  /**
   * Where to go on. After a write that failed, the store is asked: a batch that it has stored must
   * not be folded into rows that have taken it in. Only while no batch is under way.
   */
  LogPosition resume() {
    if (unsure) {
      stored = generation.position();
      if (!reached.reaches(stored)) {
        reached = stored;
        onReached.accept(stored);
      }
      unsure = false;
    }
    return reached;
  }

  @Nullable String problem() {
    return problem;
  }

  /** Whether a batch failed that has not been got past: then events come one by one. */
  boolean isCareful() {
    return reached.value() < troubleAt;
  }

  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return canHandleType(message.getPayloadType());
  }

  /** Unregistered types are wanted, so as to stop at them. */
  @Override
  public boolean canHandleType(Class<?> type) {
    return wanted.contains(type) || !KNOWN.contains(type);
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    var position = positionOf(message);
    try {
      if (!KNOWN.contains(message.getPayloadType())) {
        throw new IllegalStateException(
            "the log holds a type of event that this version does not know");
      }
      var buffer = buffer();
      if (buffer.advance(position)) {
        projection.handle(message.getPayload(), position, buffer);
      }
    } catch (RuntimeException e) {
      stoppedBy(e, position, "event " + message.getIdentifier() + " at " + position);
      throw e;
    }
  }

  private static LogPosition positionOf(EventMessage<?> message) {
    return new LogPosition(
        ((TrackedEventMessage<?>) message).trackingToken().position().orElseThrow());
  }

  private ViewBuffer<T> buffer() {
    UnitOfWork<?> work = CurrentUnitOfWork.get().root();
    ViewBuffer<T> known = work.getResource(resource);
    if (known != null) {
      return known;
    }
    Span span = tracer.spanBuilder("project " + projection.view().name()).startSpan();
    work.onCleanup(done -> span.end());
    work.onRollback(
        failed -> span.recordException(failed.getExecutionResult().getExceptionResult()));
    var buffer = new ViewBuffer<>(generation, reached);
    buffer.prefetch(keysOf(work));
    work.resources().put(resource, buffer);
    return buffer;
  }

  private List<String> keysOf(UnitOfWork<?> work) {
    var keys = new ArrayList<String>();
    if (work instanceof BatchingUnitOfWork<?> batch) {
      for (var message : batch.getMessages()) {
        if (KNOWN.contains(message.getPayloadType())
            && message instanceof EventMessage<?> event
            && !reached.reaches(positionOf(event))
            && !addKeys(event, keys)) {
          break;
        }
      }
    }
    return keys;
  }

  /** An unreadable event fails when its turn comes, not before: those ahead of it are good. */
  private boolean addKeys(EventMessage<?> event, List<String> keys) {
    try {
      keys.addAll(projection.keys(event.getPayload()));
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Stores what the current batch changed, and how far it went. Also called without a batch. */
  void flush(LogPosition token) {
    ViewBuffer<T> buffer = currentBuffer();
    LogPosition to = buffer == null ? token : token.max(buffer.last());
    if (!to.reaches(reached)) {
      return;
    }
    try {
      Batch<T> changes = buffer == null ? Batch.empty() : buffer.changes();
      boolean changed = !changes.upserts().isEmpty() || !changes.deletes().isEmpty();
      if (changed || System.nanoTime() - storedAt >= IDLE_STORE_NANOS) {
        store(changes, to);
      }
    } catch (RuntimeException e) {
      stoppedBy(e, reached, "storing what came after " + reached);
      throw e;
    }
    reached = to;
    if (problem != null && !isCareful()) {
      problem = null;
      LOG.info("view {} goes on at {}", projection.view().name(), to);
    }
    onReached.accept(to);
  }

  private @Nullable ViewBuffer<T> currentBuffer() {
    return CurrentUnitOfWork.isStarted()
        ? CurrentUnitOfWork.get().root().getResource(resource)
        : null;
  }

  private void store(Batch<T> changes, LogPosition to) {
    unsure = true;
    generation.apply(changes, stored, to);
    unsure = false;
    stored = to;
    storedAt = System.nanoTime();
  }

  /**
   * Stores a position that was held back; only while no batch is under way. Where that fails, some
   * foreign events are passed by again the next time, and no more.
   */
  void settle() {
    try {
      if (!stored.equals(reached)) {
        store(Batch.empty(), reached);
      }
    } catch (RuntimeException e) {
      LOG.warn("view {}: position {} was not stored", projection.view().name(), reached, e);
    }
  }

  private void stoppedBy(RuntimeException e, LogPosition at, String what) {
    String cause = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (problem == null) {
      LOG.error(
          "view {} (generation {}) stopped: {}: {}",
          projection.view().name(),
          generation.number(),
          what,
          cause,
          e);
    }
    problem = what + ": " + cause;
    troubleAt = at.value();
  }
}
