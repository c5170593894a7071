package io.hindsight.command.log;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.hindsight.contracts.log.LogReader;
import io.hindsight.contracts.log.StoredLog;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * The log in a context of Axon Server. Its first event, with token 0, is the log's identity: so
 * tokens are positions, two nodes that begin a log agree on one identity, and a context that
 * somebody else writes to is told from a new one.
 */
final class AxonServerLog implements LogBackend {
  private static final String STREAM = "hindsight/log";
  private static final String TYPE = "log.Identity";

  private final AxonServerClient client;
  private final AxonServerTape tape;
  private final AxonServerEngine engine;
  private final AxonServerStreamHeads heads;
  private final AxonServerLogReader events;
  private final AxonServerStoredLog stored;

  private AxonServerLog(
      AxonServerClient client, AxonServerTape tape, EventDecoder decoder, String id) {
    this.client = client;
    this.tape = tape;
    AxonServerStreams streams = new AxonServerStreams(client, tape);
    this.engine = new AxonServerEngine(client, tape, streams, decoder);
    this.heads = new AxonServerStreamHeads(streams, decoder);
    this.events = new AxonServerLogReader(tape, streams, decoder);
    this.stored = new AxonServerStoredLog(id, tape, streams);
  }

  static AxonServerLog open(
      LogSettings.AxonServer settings,
      Serializer serializer,
      EventUpcaster upcasters,
      String newId) {
    AxonServerClient client = new AxonServerClient(settings);
    AxonServerTape tape = new AxonServerTape(client);
    try {
      String id = identity(settings, client, tape, newId);
      return new AxonServerLog(client, tape, new EventDecoder(serializer, upcasters), id);
    } catch (RuntimeException e) {
      tape.close();
      throw e;
    }
  }

  private static String identity(
      LogSettings.AxonServer settings, AxonServerClient client, AxonServerTape tape, String newId) {
    if (client.askPatiently(EventChannel::getLastToken) < 0) {
      try {
        client.ask(channel -> channel.appendEvents(identity(newId)));
      } catch (ConcurrencyException e) {
        // Another node was quicker: its identity is the log's.
      }
    }
    EventWithToken first = tape.between(-1, 0).next();
    if (first.getToken() != 0 || !first.getEvent().getPayload().getType().equals(TYPE)) {
      throw new LogRefused(
          ("Axon Server at %s holds events of something else: give the log a context of its own"
                  + " (hindsight.axon-server.context)")
              .formatted(settings));
    }
    return first.getEvent().getPayload().getData().toStringUtf8();
  }

  private static Event identity(String id) {
    return Event.newBuilder()
        .setMessageIdentifier(id)
        .setAggregateIdentifier(STREAM)
        .setAggregateType("hindsight")
        .setTimestamp(GenericEventMessage.clock.millis())
        .setPayload(
            SerializedObject.newBuilder()
                .setType(TYPE)
                .setRevision("1")
                .setData(ByteString.copyFromUtf8(id)))
        .build();
  }

  @Override
  public EventStorageEngine writer() {
    return engine;
  }

  @Override
  public EventStorageEngine reader() {
    return engine;
  }

  @Override
  public StreamHeads heads() {
    return heads;
  }

  @Override
  public LogReader events() {
    return events;
  }

  @Override
  public StoredLog stored() {
    return stored;
  }

  /**
   * What it would look for cannot be looked for within an append: one server decides, see ADR 39.
   */
  @Override
  public void stopAt(AppendFence fence) {
    throw new IllegalStateException("Axon Server does not stop appends at what it holds");
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public boolean isAway() {
    return client.isAway();
  }

  @Override
  public void close() {
    tape.close();
  }
}
