package io.hindsight.command.log;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.serialization.Serializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as Axon Server stores them. Its answers about one stream do not say where in the log an
 * event stands, and nothing asks for that; so each event is given a place before its own, from
 * which it is found in some few steps. That is no part of the event: nobody reads it back.
 */
final class AxonServerEvents {
  private static final String AFTER = "hindsight-after";
  private static final JsonMapper MAPPER = EventMapper.create();

  private AxonServerEvents() {}

  /**
   * @param after a token that is smaller than the one the event will get
   */
  static Event event(DomainEventMessage<?> message, Serializer serializer, long after) {
    var payload = message.serializePayload(serializer, byte[].class);
    String revision = payload.getType().getRevision();
    Event.Builder event =
        Event.newBuilder()
            .setMessageIdentifier(message.getIdentifier())
            .setAggregateIdentifier(message.getAggregateIdentifier())
            .setAggregateSequenceNumber(message.getSequenceNumber())
            .setAggregateType(message.getType())
            .setTimestamp(message.getTimestamp().toEpochMilli())
            .setPayload(
                SerializedObject.newBuilder()
                    .setType(payload.getType().getName())
                    .setRevision(revision == null ? "" : revision)
                    .setData(ByteString.copyFrom(payload.getData())));
    message
        .getMetaData()
        .forEach(
            (key, value) ->
                event.putMetaData(
                    key, MetaDataValue.newBuilder().setTextValue(String.valueOf(value)).build()));
    event.putMetaData(AFTER, MetaDataValue.newBuilder().setNumberValue(after).build());
    return event.build();
  }

  /** A token before the event's own; 0 where somebody else stored it. */
  static long after(Event event) {
    return Math.max(
        0, event.getMetaDataOrDefault(AFTER, MetaDataValue.getDefaultInstance()).getNumberValue());
  }

  static TrackedDomainEventData<byte[]> tracked(EventWithToken stored) {
    return new TrackedDomainEventData<>(
        LogTokens.token(new LogPosition(stored.getToken())), new Entry(stored.getEvent()));
  }

  static StoredEvent stored(EventWithToken stored) {
    Event event = stored.getEvent();
    return new StoredEvent(
        new LogPosition(stored.getToken()),
        event.getMessageIdentifier(),
        event.getAggregateType(),
        event.getAggregateIdentifier(),
        event.getAggregateSequenceNumber(),
        event.getPayload().getType(),
        event.getPayload().getRevision(),
        DateTimeUtils.formatInstant(recordedAt(event)),
        MAPPER.writeValueAsString(metadata(event)),
        event.getPayload().getData().toStringUtf8());
  }

  static Instant recordedAt(Event event) {
    return Instant.ofEpochMilli(event.getTimestamp());
  }

  /** In one order always: seals are made over this. */
  private static Map<String, Object> metadata(Event event) {
    Map<String, Object> result = new TreeMap<>();
    event
        .getMetaDataMap()
        .forEach(
            (key, value) -> {
              if (!key.equals(AFTER)) {
                result.put(key, value(value));
              }
            });
    return result;
  }

  private static Object value(MetaDataValue value) {
    return switch (value.getDataCase()) {
      case NUMBER_VALUE -> value.getNumberValue();
      case BOOLEAN_VALUE -> value.getBooleanValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BYTES_VALUE -> value.getBytesValue().getData().toStringUtf8();
      case TEXT_VALUE, DATA_NOT_SET -> value.getTextValue();
    };
  }

  /** Its time is a number already. */
  private static final class Entry extends GenericDomainEventEntry<byte[]> {
    private final Instant recordedAt;

    Entry(Event event) {
      super(
          event.getAggregateType(),
          event.getAggregateIdentifier(),
          event.getAggregateSequenceNumber(),
          event.getMessageIdentifier(),
          "",
          event.getPayload().getType(),
          event.getPayload().getRevision(),
          event.getPayload().getData().toByteArray(),
          MAPPER.writeValueAsBytes(metadata(event)));
      this.recordedAt = recordedAt(event);
    }

    @Override
    public Instant getTimestamp() {
      return recordedAt;
    }
  }
}
