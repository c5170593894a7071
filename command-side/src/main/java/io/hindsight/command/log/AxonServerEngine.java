package io.hindsight.command.log;

import io.axoniq.axonserver.connector.event.AppendEventsTransaction;
import io.axoniq.axonserver.grpc.event.Confirmation;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.hindsight.command.log.EventDecoder.Decoded;
import io.hindsight.contracts.log.LogPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine over the bare connection, rather than Axon's own store for Axon Server:
 * tokens are then the same ones in every log, an outage is told as such, and what waits for the
 * server does so within bounds.
 */
final class AxonServerEngine implements EventStorageEngine {
  /** The server counts the events of a block in 15 bits. Groups of facts are far smaller. */
  private static final int TRANSACTION_EVENTS = 20_000;

  private static final int TRANSACTION_BYTES = 32 << 20;

  private final AxonServerClient client;
  private final AxonServerTape tape;
  private final AxonServerStreams streams;
  private final EventDecoder decoder;

  AxonServerEngine(
      AxonServerClient client,
      AxonServerTape tape,
      AxonServerStreams streams,
      EventDecoder decoder) {
    this.client = client;
    this.tape = tape;
    this.streams = streams;
    this.decoder = decoder;
  }

  /** All or nothing, up to a size that no command reaches; beyond it, so for each part. */
  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    List<Event> part = new ArrayList<>();
    long bytes = 0;
    long after = tape.known();
    for (EventMessage<?> message : events) {
      Event event =
          AxonServerEvents.event(
              EventUtils.asDomainEventMessage(message), decoder.serializer(), after);
      if (part.size() == TRANSACTION_EVENTS
          || !part.isEmpty() && bytes + event.getSerializedSize() > TRANSACTION_BYTES) {
        append(part);
        part.clear();
        bytes = 0;
      }
      part.add(event);
      bytes += event.getSerializedSize();
    }
    append(part);
  }

  private void append(List<Event> events) {
    if (events.isEmpty()) {
      return;
    }
    long before = tape.known();
    try {
      Confirmation confirmation =
          client.ask(
              channel -> {
                AppendEventsTransaction transaction = channel.startAppendEventsTransaction();
                events.forEach(transaction::appendEvent);
                return transaction.commit();
              });
      if (confirmation == null || !confirmation.getSuccess()) {
        throw client.away("did not confirm what it was to store", null);
      }
      // Tokens have no gaps: behind the one that was there, so many are there now.
      tape.seen(before + events.size());
    } catch (ConcurrencyException e) {
      // As Axon's own engines tell it.
      throw events.getFirst().getAggregateSequenceNumber() == 0
          ? new AggregateStreamCreationException("this stream is there already", e)
          : e;
    }
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException("nothing here takes snapshots");
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
    return Optional.empty();
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    long after = LogTokens.position(token).value();
    long head = tape.head();
    return head <= after
        ? Stream.empty()
        : decoded(tape.between(after, head)).map(Decoded::tracked);
  }

  /** Close the stream where it is not read to its end. */
  Stream<Decoded> decoded(AxonServerTape.Cursor cursor) {
    Stream<EventWithToken> stored =
        StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED | Spliterator.NONNULL),
            false);
    return decoder.decode(stored.map(AxonServerEvents::tracked)).onClose(cursor::close);
  }

  @Override
  public DomainEventStream readEvents(String stream, long firstSequence) {
    List<DomainEventMessage<?>> events = new ArrayList<>();
    decoder
        .decode(
            streams.events(stream, firstSequence).stream()
                .map(event -> EventWithToken.newBuilder().setEvent(event).build())
                .map(AxonServerEvents::tracked))
        .map(Decoded::inStream)
        .forEach(event -> events.add(untracked(event)));
    return DomainEventStream.of(events);
  }

  /** The server does not say where a stream's events stand: rather no place than a wrong one. */
  private static <T> DomainEventMessage<T> untracked(DomainEventMessage<T> event) {
    return new GenericDomainEventMessage<>(
        event.getType(),
        event.getAggregateIdentifier(),
        event.getSequenceNumber(),
        event,
        event::getTimestamp);
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String stream) {
    return Optional.ofNullable(streams.sequences(List.of(stream)).get(stream));
  }

  @Override
  public TrackingToken createTailToken() {
    return LogTokens.START;
  }

  @Override
  public TrackingToken createHeadToken() {
    return LogTokens.token(new LogPosition(tape.head()));
  }

  @Override
  public TrackingToken createTokenAt(Instant time) {
    long before = client.ask(channel -> channel.getTokenAt(time.toEpochMilli()));
    return LogTokens.token(new LogPosition(Math.max(0, before)));
  }
}
