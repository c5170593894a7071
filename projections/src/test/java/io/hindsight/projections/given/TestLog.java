package io.hindsight.projections.given;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.projections.source.SharedEventSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * A log in memory whose batches appear at once, and which counts how often it is read. Axon's own
 * shows the events of a batch one by one and out of order.
 */
public final class TestLog implements EventStorageEngine {
  private volatile List<TrackedEventMessage<?>> events = List.of();
  public volatile boolean away;
  public final AtomicInteger failures = new AtomicInteger();
  public final AtomicInteger queries = new AtomicInteger();
  public final AtomicLong eventsRead = new AtomicLong();

  public SharedEventSource source(Duration poll) {
    return new SharedEventSource(this, GlobalSequenceTrackingToken::new, poll);
  }

  public SharedEventSource source() {
    return source(Duration.ofMillis(5));
  }

  public LogPosition head() {
    return new LogPosition(events.size());
  }

  public List<TrackedEventMessage<?>> messages() {
    return events;
  }

  public LogPosition append(Object... payloads) {
    return append(List.of(payloads));
  }

  public synchronized LogPosition append(List<?> payloads) {
    var next = new ArrayList<>(events);
    for (Object payload : payloads) {
      next.add(
          EventUtils.asTrackedEventMessage(
              new GenericEventMessage<>(payload),
              new GlobalSequenceTrackingToken(next.size() + 1)));
    }
    events = next;
    return head();
  }

  @Override
  public void appendEvents(List<? extends EventMessage<?>> messages) {
    append(messages.stream().map(EventMessage::getPayload).toList());
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      TrackingToken token, boolean mayBlock) {
    queries.incrementAndGet();
    if (away) {
      throw new LogUnavailable("the database is away", null);
    }
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("the log cannot be read");
    }
    return events.stream()
        .skip(token.position().orElseThrow())
        .peek(event -> eventsRead.incrementAndGet());
  }

  @Override
  public TrackingToken createHeadToken() {
    return new GlobalSequenceTrackingToken(events.size());
  }

  @Override
  public DomainEventStream readEvents(String aggregate, long from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregate) {
    return Optional.empty();
  }
}
