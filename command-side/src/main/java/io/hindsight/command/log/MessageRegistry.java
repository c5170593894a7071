package io.hindsight.command.log;

import io.hindsight.contracts.log.EventTypes;
import io.hindsight.contracts.log.MessageType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every type that may be stored: events, and the state of sagas and snapshots. */
public final class MessageRegistry {
  private final Map<String, MessageType> byName = new HashMap<>();
  private final Map<Class<?>, MessageType> byClass = new HashMap<>();

  private MessageRegistry(Collection<MessageType> types) {
    for (MessageType type : types) {
      if (byName.put(type.name(), type) != null || byClass.put(type.javaClass(), type) != null) {
        throw new IllegalArgumentException("registered twice: " + type);
      }
    }
  }

  public static MessageRegistry of(Collection<MessageType> types) {
    return new MessageRegistry(types);
  }

  /** All events, and what other modules store beside them. */
  public static MessageRegistry ofEventsAnd(Collection<MessageType> others) {
    List<MessageType> all = new ArrayList<>(EventTypes.all());
    all.addAll(others);
    return new MessageRegistry(all);
  }

  public Optional<MessageType> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Optional<MessageType> find(Class<?> javaClass) {
    return Optional.ofNullable(byClass.get(javaClass));
  }
}
