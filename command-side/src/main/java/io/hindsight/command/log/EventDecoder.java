package io.hindsight.command.log;

import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.log.UnregisteredEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Hands stored events out upcast, with payloads still unparsed. */
record EventDecoder(Serializer serializer, EventUpcaster upcasters) {

  Stream<Decoded> decode(Stream<TrackedDomainEventData<byte[]>> stored) {
    return EventUtils.upcastAndDeserializeTrackedEvents(stored, serializer, upcasters)
        .map(message -> new Decoded(message, (DomainEventMessage<?>) message));
  }

  /** One event as Axon sees it: in this log every event belongs to a stream. */
  record Decoded(TrackedEventMessage<?> tracked, DomainEventMessage<?> inStream) {

    /**
     * One that this program does not know is wanted by everybody: it must not be left out in
     * silence.
     *
     * @param types empty: any
     */
    boolean isOneOf(Set<? extends Class<?>> types) {
      Class<?> type = tracked.getPayloadType();
      return types.isEmpty() || types.contains(type) || type == UnregisteredEvent.class;
    }

    StreamHeads.Head head() {
      return new StreamHeads.Head(inStream.getSequenceNumber(), tracked.getPayload());
    }

    RecordedEvent recorded() {
      return new RecordedEvent(
          LogTokens.position(tracked.trackingToken()),
          tracked.getTimestamp(),
          new io.hindsight.contracts.log.Stream(
              inStream.getType(), inStream.getAggregateIdentifier()),
          inStream.getSequenceNumber(),
          tracked.getPayload(),
          tracked.getMetaData().entrySet().stream()
              .collect(Collectors.toMap(e -> e.getKey(), e -> String.valueOf(e.getValue()))));
    }
  }
}
