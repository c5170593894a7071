package io.hindsight.benchmarks.importing;

import io.hindsight.benchmarks.support.Logs;
import io.hindsight.benchmarks.support.Machine;
import io.hindsight.command.log.LogStore;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;

/** Copies the interactions of one log into a new one, batch after batch, and prints the rate. */
final class BareAppends {
  private BareAppends() {}

  public static void main(String[] arguments) {
    Path from = Path.of(arguments[0]);
    Path to = Path.of(arguments[1]);
    int batch = Integer.parseInt(arguments[2]);
    boolean ready = Boolean.parseBoolean(arguments[3]);
    try (LogStore source = Logs.open(from);
        LogStore target = Logs.open(to)) {
      List<EventMessage<?>> messages = messages(source, ready);
      double cpu = Machine.cpuSeconds();
      System.out.println("rate=" + append(target, messages, batch));
      System.out.println("cpu=" + (Machine.cpuSeconds() - cpu) / messages.size() * 1e6);
    }
  }

  private static double append(LogStore log, List<EventMessage<?>> messages, int batch) {
    long began = System.nanoTime();
    for (int from = 0; from < messages.size(); from += batch) {
      log.engine().appendEvents(messages.subList(from, Math.min(from + batch, messages.size())));
    }
    return messages.size() / ((System.nanoTime() - began) / 1e9);
  }

  private static List<EventMessage<?>> messages(LogStore source, boolean serialized) {
    List<EventMessage<?>> all = new ArrayList<>();
    try (var events = source.engine().readEvents(null, false)) {
      events
          .filter(event -> event.getPayloadType() == InteractionRecorded.class)
          .forEach(event -> all.add(copy(source, (DomainEventMessage<?>) event, serialized)));
    }
    return all;
  }

  private static EventMessage<?> copy(
      LogStore source, DomainEventMessage<?> event, boolean serialized) {
    GenericMessage<Object> message =
        new GenericMessage<>(event.getIdentifier(), event.getPayload(), event.getMetaData());
    if (serialized) {
      message.serializePayload(source.serializer(), byte[].class);
      message.serializeMetaData(source.serializer(), byte[].class);
    }
    return new GenericDomainEventMessage<>(
        event.getType(),
        event.getAggregateIdentifier(),
        event.getSequenceNumber(),
        message,
        event.getTimestamp());
  }
}
