package io.hindsight.runtime.serving;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.UnregisteredEvent;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Hands events to the fold. Others than the fold's types are refused before they are deserialized;
 * an event with an unknown name is taken, so that it fails here and is seen.
 */
final class ServingInvoker implements EventHandlerInvoker {
  private final ServingCore core;

  ServingInvoker(ServingCore core) {
    this.core = core;
  }

  @Override
  public boolean canHandle(EventMessage<?> event, Segment segment) {
    Class<?> type = event.getPayloadType();
    return ServingFold.TYPES.contains(type) || type == UnregisteredEvent.class;
  }

  @Override
  public void handle(EventMessage<?> event, Segment segment) {
    if (!(event instanceof TrackedEventMessage<?> tracked)) {
      throw new IllegalArgumentException("an event without a position: " + event.getIdentifier());
    }
    if (event.getPayloadType() == UnregisteredEvent.class) {
      throw new IllegalStateException(
          "event with an unknown name or revision: " + event.getPayload());
    }
    long position = tracked.trackingToken().position().orElseThrow();
    core.apply(new LogPosition(position), event.getTimestamp(), event.getPayload());
  }

  @Override
  public boolean supportsReset() {
    return false;
  }
}
