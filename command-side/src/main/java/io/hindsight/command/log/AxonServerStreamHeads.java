package io.hindsight.command.log;

import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks for each stream by itself, some hundreds at a time: the server knows no other question. */
final class AxonServerStreamHeads implements StreamHeads {
  private final AxonServerStreams log;
  private final EventDecoder decoder;

  AxonServerStreamHeads(AxonServerStreams log, EventDecoder decoder) {
    this.log = log;
    this.decoder = decoder;
  }

  @Override
  public Map<String, Long> sequences(Collection<String> streams) {
    return log.sequences(streams);
  }

  @Override
  public Map<String, Head> last(Collection<String> streams) {
    return heads(log.events(log.sequences(streams)));
  }

  @Override
  public Map<String, Head> first(Collection<String> streams) {
    return heads(
        log.events(streams.stream().distinct().collect(Collectors.toMap(s -> s, s -> 0L))));
  }

  private Map<String, Head> heads(Map<String, Event> events) {
    Map<String, Head> result = new HashMap<>();
    decoder
        .decode(
            events.values().stream()
                .map(event -> EventWithToken.newBuilder().setEvent(event).build())
                .map(AxonServerEvents::tracked))
        .forEach(event -> result.put(event.inStream().getAggregateIdentifier(), event.head()));
    return result;
  }
}
