package io.hindsight.command.log;

import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import tools.jackson.databind.json.JsonMapper;

/**
 * The receipts of one event. Each list's JSON was made on the thread that asked for it; here the
 * pieces are only joined, to what the serializer would have written.
 */
public final class ReceiptsMessage extends GenericMessage<RecommendationServed> {
  private static final long serialVersionUID = 1L;
  private static final JsonMapper MAPPER = EventMapper.create();

  private final transient List<byte[]> pieces;

  /**
   * @param identifier of the event
   * @param pieces the lists' JSON, in their order
   */
  public ReceiptsMessage(
      String identifier,
      RecommendationServed event,
      Map<String, String> metadata,
      List<byte[]> pieces) {
    super(identifier, event, metadata);
    this.pieces = pieces;
  }

  @Override
  public <T> SerializedObject<T> serializePayload(
      Serializer serializer, Class<T> expectedRepresentation) {
    if (expectedRepresentation != byte[].class) {
      return super.serializePayload(serializer, expectedRepresentation);
    }
    byte[] joined = joined(getPayload().recommendationId());
    return new SimpleSerializedObject<>(
        expectedRepresentation.cast(joined),
        expectedRepresentation,
        serializer.typeForClass(RecommendationServed.class));
  }

  private byte[] joined(RecommendationId id) {
    byte[] start =
        ("{\"id\":" + MAPPER.writeValueAsString(id) + ",\"lists\":[")
            .getBytes(StandardCharsets.UTF_8);
    int length = start.length + pieces.size() + 1; // A comma or bracket behind each, and a brace.
    for (byte[] piece : pieces) {
      length += piece.length;
    }
    byte[] joined = new byte[length];
    System.arraycopy(start, 0, joined, 0, start.length);
    int end = start.length;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, joined, end, piece.length);
      end += piece.length;
      joined[end++] = ',';
    }
    joined[end - 1] = ']';
    joined[end] = '}';
    return joined;
  }
}
