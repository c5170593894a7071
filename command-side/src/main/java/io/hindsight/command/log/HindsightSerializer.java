package io.hindsight.command.log;

import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.log.UnregisteredEvent;
import java.util.Optional;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Writes messages under their registered name and revision, never under a class name. Axon's own
 * types (tokens, metadata, saga scopes) keep their class names.
 *
 * <p>An unknown name, or a revision that no upcaster brought up to date, is not an exception while
 * reading ahead: Axon's shared reader would log it and stand still for everybody, without any
 * processor being in error. It becomes {@link UnregisteredEvent}, and fails in the hands of each
 * handler that asks for the payload.
 */
public final class HindsightSerializer extends Jackson3Serializer {
  private final MessageRegistry registry;

  public HindsightSerializer(MessageRegistry registry) {
    super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(EventMapper::configure));
    this.registry = registry;
  }

  @Override
  public Class<?> classForType(SerializedType type) {
    if (isFrameworkType(type.getName()) || SimpleSerializedType.emptyType().equals(type)) {
      return super.classForType(type);
    }
    Optional<MessageType> known = registry.find(type.getName());
    return known.isPresent() && revision(known.get()).equals(type.getRevision())
        ? known.get().javaClass()
        : UnregisteredEvent.class;
  }

  @Override
  public <S, T> T deserialize(SerializedObject<S> serializedObject) {
    SerializedType type = serializedObject.getType();
    if (classForType(type) == UnregisteredEvent.class) {
      throw new SerializationException(
          "this program does not know %s in revision %s: run the version that wrote it, or register it and its upcasters"
              .formatted(type.getName(), type.getRevision()));
    }
    return super.deserialize(serializedObject);
  }

  @Override
  public SerializedType typeForClass(@SuppressWarnings("rawtypes") Class type) {
    Class<?> javaClass = type;
    if (javaClass == null) {
      return SimpleSerializedType.emptyType();
    }
    Optional<MessageType> known = registry.find(javaClass);
    if (known.isPresent()) {
      return new SimpleSerializedType(known.get().name(), revision(known.get()));
    }
    if (javaClass.isPrimitive() || isFrameworkType(javaClass.getName())) {
      return super.typeForClass(type);
    }
    throw new SerializationException(
        javaClass.getName() + " cannot be stored: it has no registered name");
  }

  private static String revision(MessageType type) {
    return Integer.toString(type.revision());
  }

  private static boolean isFrameworkType(String name) {
    return name.startsWith("org.axonframework.") || name.startsWith("java.");
  }
}
