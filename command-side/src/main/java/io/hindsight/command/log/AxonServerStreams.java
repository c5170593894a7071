package io.hindsight.command.log;

import io.axoniq.axonserver.connector.event.AggregateEventStream;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Single streams of the log on Axon Server. Each is asked for by itself: some hundreds of questions
 * are under way at a time.
 */
final class AxonServerStreams {
  private static final int QUESTIONS_AT_ONCE = 200;

  /** Rather than opening the tape anew, so many events are read over. */
  private static final int NEAR = 1_000;

  private final AxonServerClient client;
  private final AxonServerTape tape;

  AxonServerStreams(AxonServerClient client, AxonServerTape tape) {
    this.client = client;
    this.tape = tape;
  }

  /** The last sequence number of each stream that exists. */
  Map<String, Long> sequences(Collection<String> streams) {
    List<String> distinct = streams.stream().distinct().toList();
    Map<String, Long> result = new HashMap<>();
    for (int from = 0; from < distinct.size(); from += QUESTIONS_AT_ONCE) {
      List<String> some =
          distinct.subList(from, Math.min(from + QUESTIONS_AT_ONCE, distinct.size()));
      result.putAll(client.guarded(() -> sequencesAtOnce(some)));
    }
    return result;
  }

  private Map<String, Long> sequencesAtOnce(List<String> streams) {
    Map<String, CompletableFuture<Long>> answers =
        streams.stream()
            .collect(Collectors.toMap(s -> s, s -> client.channel().findHighestSequence(s)));
    Map<String, Long> result = new HashMap<>();
    answers.forEach(
        (stream, answer) -> {
          long sequence = client.await(answer);
          if (sequence >= 0) {
            result.put(stream, sequence);
          }
        });
    return result;
  }

  /**
   * One event of each stream.
   *
   * @param sequences which one; left out where it is not there
   */
  Map<String, Event> events(Map<String, Long> sequences) {
    Map<String, Event> result = new HashMap<>();
    List<String> names = List.copyOf(sequences.keySet());
    for (int from = 0; from < names.size(); from += QUESTIONS_AT_ONCE) {
      Map<String, AggregateEventStream> opened = new HashMap<>();
      for (String name : names.subList(from, Math.min(from + QUESTIONS_AT_ONCE, names.size()))) {
        opened.put(name, stream(name, sequences.getOrDefault(name, 0L)));
      }
      opened.forEach(
          (name, stream) -> {
            List<Event> first = take(stream, 1);
            if (!first.isEmpty()) {
              result.put(name, first.getFirst());
            }
          });
    }
    return result;
  }

  /** A stream's events from a sequence number on. */
  List<Event> events(String stream, long firstSequence) {
    return take(stream(stream, firstSequence), Integer.MAX_VALUE);
  }

  private AggregateEventStream stream(String name, long firstSequence) {
    try {
      return client.channel().openAggregateStream(name, firstSequence, 0);
    } catch (RuntimeException e) {
      throw client.told(e);
    }
  }

  private List<Event> take(AggregateEventStream stream, int atMost) {
    List<Event> result = new ArrayList<>();
    try {
      while (result.size() < atMost && stream.hasNext()) {
        result.add(stream.next());
      }
      if (result.size() == atMost) {
        stream.cancel();
      }
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw client.away("was not waited for", e);
    } catch (RuntimeException e) {
      throw client.told(e);
    }
  }

  /**
   * Where one stream's events stand in the log.
   *
   * @param events in their order
   * @param to those behind this token are left out
   */
  List<EventWithToken> located(List<Event> events, long to) {
    List<EventWithToken> result = new ArrayList<>();
    AxonServerTape.Cursor cursor = tape.nowhere();
    boolean opened = false;
    try {
      for (Event event : events) {
        long from = Math.max(cursor.position(), AxonServerEvents.after(event));
        if (!opened || from > cursor.position() + NEAR) {
          cursor.close();
          cursor = tape.between(from, to);
          opened = true;
        }
        EventWithToken found = find(event, cursor);
        if (found == null) {
          return result;
        }
        result.add(found);
      }
      return result;
    } finally {
      cursor.close();
    }
  }

  private static @Nullable EventWithToken find(Event event, AxonServerTape.Cursor cursor) {
    while (cursor.hasNext()) {
      EventWithToken next = cursor.next();
      if (next.getEvent().getAggregateSequenceNumber() == event.getAggregateSequenceNumber()
          && next.getEvent().getAggregateIdentifier().equals(event.getAggregateIdentifier())) {
        return next;
      }
    }
    return null;
  }
}
