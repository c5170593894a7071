package io.hindsight.command.log;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.serving.ServingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends through one engine and reads through another. Axon's engine has one source of connections
 * for both, so that with SQLite's single writer a reader would wait for appends, and a command that
 * has read something could hold the very connection that its append needs.
 *
 * <p>Appends queue at a fair lock in Java. Waiting inside SQLite instead starves whoever sleeps
 * longest, and pins the thread.
 */
final class SplitEventStorageEngine implements EventStorageEngine {
  private static final Logger log = LoggerFactory.getLogger(SplitEventStorageEngine.class);

  private final EventStorageEngine writer;
  private final EventStorageEngine reader;
  private final AtomicReference<@Nullable AppendFence> fence;
  private final @Nullable KnownHead head;
  private final ReentrantLock appends = new ReentrantLock(true);
  private final List<AppendListener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean onlyReceipts;

  /**
   * @param head null where others append, too
   */
  SplitEventStorageEngine(
      EventStorageEngine writer,
      EventStorageEngine reader,
      AtomicReference<@Nullable AppendFence> fence,
      @Nullable KnownHead head) {
    this.head = head;
    this.writer = writer;
    this.reader = reader;
    this.fence = fence;
  }

  void onAppend(AppendListener listener) {
    listeners.add(listener);
  }

  void takeOnlyReceipts() {
    onlyReceipts = true;
  }

  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    if (events.isEmpty()) {
      return;
    }
    if (onlyReceipts) {
      requireReceipts(events);
    }
    locked(() -> append(events));
    for (AppendListener listener : listeners) {
      try {
        listener.appended(events);
      } catch (RuntimeException e) {
        // The events are stored: nobody who was only to be told may make that look like a failure.
        log.error("a listener to appends failed", e);
      }
    }
  }

  private void append(List<? extends EventMessage<?>> events) {
    if (head == null) {
      writer.appendEvents(events);
    } else {
      head.advance(events.size(), () -> writer.appendEvents(events));
    }
  }

  /** An erasure could not stop anything else. */
  private static void requireReceipts(List<? extends EventMessage<?>> events) {
    for (EventMessage<?> event : events) {
      if (!ServingEvent.class.isAssignableFrom(event.getPayloadType())) {
        throw new IllegalStateException(
            event.getPayloadType().getSimpleName() + " is for the worker to append");
      }
    }
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    locked(() -> writer.storeSnapshot(snapshot));
  }

  private void locked(Runnable append) {
    appends.lock();
    try {
      append.run();
    } finally {
      appends.unlock();
    }
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    AppendFence heeding = fence.get();
    if (heeding == null) {
      return reader.readEvents(token, mayBlock);
    }
    // Whoever folds an erasure must not find, a moment later, what was remembered before it.
    heeding.catchUpTo(positionOf(token));
    return reader.readEvents(token, mayBlock).peek(event -> pass(heeding, event));
  }

  private static void pass(AppendFence fence, TrackedEventMessage<?> event) {
    fence.pass(positionOf(event.trackingToken()).value(), event.getPayloadType());
  }

  private static LogPosition positionOf(@Nullable TrackingToken token) {
    return new LogPosition(token == null ? 0 : Math.max(0, token.position().orElse(0)));
  }

  @Override
  public DomainEventStream readEvents(String stream, long firstSequence) {
    return reader.readEvents(stream, firstSequence);
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
    return reader.readSnapshot(stream);
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String stream) {
    return reader.lastSequenceNumberFor(stream);
  }

  @Override
  public TrackingToken createTailToken() {
    return reader.createTailToken();
  }

  @Override
  public TrackingToken createHeadToken() {
    return reader.createHeadToken();
  }

  @Override
  public TrackingToken createTokenAt(Instant dateTime) {
    return reader.createTokenAt(dateTime);
  }
}
