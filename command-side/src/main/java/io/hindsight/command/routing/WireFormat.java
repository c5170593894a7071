package io.hindsight.command.routing;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.hindsight.command.log.EventMapper;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.MessageType;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.routing.RoutedTypes;
import java.util.Optional;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How messages between nodes look: JSON under a stable name and a revision, never a class name. */
public final class WireFormat {
  private static final String REVISION = "1";
  private static final String REFUSED = "answer.Refused";
  private static final String NOT_YET = "answer.NotYet";

  private final MessageRegistry registry = MessageRegistry.of(RoutedTypes.all());
  private final JsonMapper mapper = mapper();

  /**
   * As events, but for what nobody judged yet: some numbers would be endless if they were written
   * out plainly, and half of a surrogate pair would not arrive as it was.
   */
  private static JsonMapper mapper() {
    JsonMapper.Builder builder = JsonMapper.builder();
    EventMapper.configure(builder);
    return builder
        .disable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
        .build();
  }

  /** Empty for what does not leave a node. */
  Optional<String> name(Class<?> javaClass) {
    return registry.find(javaClass).map(MessageType::name);
  }

  SerializedObject write(Object message) {
    return serialized(nameOf(message), mapper.writeValueAsBytes(message));
  }

  Object read(SerializedObject message) {
    MessageType type = registry.find(message.getType()).orElseThrow(() -> unknown(message));
    return mapper.readValue(message.getData().toByteArray(), type.javaClass());
  }

  SerializedObject writeAnswer(Answer<?> answer) {
    return switch (answer) {
      case Answer.Found<?>(Object value, LogPosition position) ->
          serialized(nameOf(value), found(value, position));
      case Answer.Refused<?>(Refusal refusal) ->
          serialized(REFUSED, mapper.writeValueAsBytes(refusal));
      case Answer.NotYet<?> notYet -> serialized(NOT_YET, mapper.writeValueAsBytes(notYet));
      case Answer.Past<?> _ ->
          throw new IllegalArgumentException("what is past is answered where it was asked");
    };
  }

  private byte[] found(Object value, LogPosition position) {
    ObjectNode found = mapper.createObjectNode();
    found.set("value", mapper.valueToTree(value));
    found.put("position", position.value());
    return mapper.writeValueAsBytes(found);
  }

  @SuppressWarnings("unchecked") // who asked knows what it gets
  <T> Answer<T> readAnswer(SerializedObject answer) {
    byte[] json = answer.getData().toByteArray();
    return switch (answer.getType()) {
      case REFUSED -> new Answer.Refused<>(mapper.readValue(json, Refusal.class));
      case NOT_YET -> mapper.readValue(json, Answer.NotYet.class);
      default -> {
        MessageType type = registry.find(answer.getType()).orElseThrow(() -> unknown(answer));
        JsonNode found = mapper.readTree(json);
        Object value = mapper.treeToValue(found.required("value"), type.javaClass());
        yield new Answer.Found<>((T) value, new LogPosition(found.required("position").asLong()));
      }
    };
  }

  private String nameOf(Object message) {
    return name(message.getClass())
        .orElseThrow(
            () -> new IllegalArgumentException(message.getClass() + " does not leave a node"));
  }

  private static SerializedObject serialized(String name, byte[] json) {
    return SerializedObject.newBuilder()
        .setType(name)
        .setRevision(REVISION)
        .setData(ByteString.copyFrom(json))
        .build();
  }

  private static IllegalArgumentException unknown(SerializedObject message) {
    return new IllegalArgumentException(
        "this program does not know %s: run the same version on all nodes"
            .formatted(message.getType()));
  }
}
