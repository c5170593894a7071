package io.hindsight.command.log;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** In revision 1 an item had one {@code category}; from revision 2 on it has a list of them. */
final class SingleCategoryUpcaster extends SingleEventUpcaster {
  private final SimpleSerializedType from;
  private final SimpleSerializedType to;

  SingleCategoryUpcaster(String name) {
    this.from = new SimpleSerializedType(name, "1");
    this.to = new SimpleSerializedType(name, "2");
  }

  @Override
  protected boolean canUpcast(IntermediateEventRepresentation event) {
    return from.equals(event.getType());
  }

  @Override
  protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
    return event.upcastPayload(to, JsonNode.class, SingleCategoryUpcaster::listCategories);
  }

  private static JsonNode listCategories(JsonNode event) {
    ObjectNode details = (ObjectNode) event.required("details");
    JsonNode category = details.remove("category");
    if (category != null && !category.isNull()) {
      details.putArray("categories").add(category);
    }
    return event;
  }
}
