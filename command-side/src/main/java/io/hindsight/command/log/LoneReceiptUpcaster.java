package io.hindsight.command.log;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.json.JsonMapper;

/**
 * In revision 1 a receipt was an event; from revision 2 on those of one commit share it. The list's
 * own text stays as it is, and with it each digit of a score; its id, which it goes on to have, is
 * not read there.
 */
final class LoneReceiptUpcaster extends SingleEventUpcaster {
  private static final JsonMapper MAPPER = EventMapper.create();
  private static final String NAME = "serving.RecommendationServed";
  private static final SimpleSerializedType FROM = new SimpleSerializedType(NAME, "1");
  private static final SimpleSerializedType TO = new SimpleSerializedType(NAME, "2");

  @Override
  protected boolean canUpcast(IntermediateEventRepresentation event) {
    return FROM.equals(event.getType());
  }

  @Override
  protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
    return event.upcastPayload(TO, String.class, LoneReceiptUpcaster::asOneOfSeveral);
  }

  private static String asOneOfSeveral(String list) {
    return "{\"id\":%s,\"lists\":[%s]}".formatted(MAPPER.readTree(list).required("id"), list);
  }
}
